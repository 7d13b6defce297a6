package org.sceau.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.suites.NativeProvider;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;

class KeyRingTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));
    private static final byte[] MESSAGE = "sealed".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private DevelopmentParty party;
    private Path file;
    private Path passphrase;

    @BeforeEach
    void makeParty() {
        party = DevelopmentPki.create(CLOCK, random)
                .organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001");
        file = directory.resolve("keys.p12");
        passphrase = directory.resolve("keys.passphrase");
    }

    @Test
    void sealVerifiesUnderItsCertificateWithThePlatformsProvider() throws IOException, GeneralSecurityException {
        KeyRing ring = KeyRingFile.create(file, passphrase, party.sign(), random, CLOCK);

        byte[] signature = ring.seal().sign(MESSAGE);

        assertThat(signature).hasSize(64);
        assertThat(verifies(signature, ring.seal())).isTrue();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void softwareAndNativeCodeSealAlike() throws GeneralSecurityException {
        Provider provider = NativeProvider.get().orElseThrow();
        Seal software = SoftwareSeal.of(party.sign(), "seal");
        Seal inNativeCode = NativeSeal.of(provider, party.sign()).orElseThrow();

        assertThat(inNativeCode.chain()).isEqualTo(software.chain());
        for (Seal seal : List.of(software, inNativeCode)) {
            byte[] signature = seal.sign(MESSAGE);
            assertThat(signature).hasSize(64);
            assertThat(verifies(signature, seal)).isTrue();
            signature[7] ^= 1;
            assertThat(verifies(signature, seal)).isFalse();
        }
    }

    private static boolean verifies(byte[] signature, Seal seal) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(seal.chain().getFirst().getPublicKey());
        verifier.update(MESSAGE);
        return verifier.verify(signature);
    }

    @Test
    void sealOfOtherBytesDoesNotVerify() throws IOException, GeneralSecurityException {
        KeyRing ring = KeyRingFile.create(file, passphrase, party.sign(), random, CLOCK);

        byte[] signature = ring.seal().sign(MESSAGE);

        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(ring.chain().getFirst().getPublicKey());
        verifier.update("Sealed".getBytes(StandardCharsets.UTF_8));
        assertThat(verifier.verify(signature)).isFalse();
    }

    @Test
    void checkpointSignatureVerifiesWithThePlatformsProvider() throws IOException, GeneralSecurityException {
        KeyRing ring = KeyRingFile.create(file, passphrase, party.sign(), random, CLOCK);

        byte[] signature = ring.logSigner().sign(MESSAGE);

        byte[] prefix = HexFormat.of().parseHex("302a300506032b6570032100");
        byte[] spki = new byte[44];
        System.arraycopy(prefix, 0, spki, 0, 12);
        System.arraycopy(ring.logSigner().key().bytes(), 0, spki, 12, 32);
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
        verifier.update(MESSAGE);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void reopenedRingHasTheSameKeys() throws IOException, GeneralSecurityException {
        KeyRing made = KeyRingFile.create(file, passphrase, party.sign(), random, CLOCK);

        KeyRing opened = KeyRing.open(file, passphrase);

        assertThat(opened.masters().inForce().key().getEncoded())
                .hasSize(32)
                .isEqualTo(made.masters().inForce().key().getEncoded());
        assertThat(opened.indexKey().getEncoded())
                .hasSize(32)
                .isEqualTo(made.indexKey().getEncoded())
                .isNotEqualTo(opened.masters().inForce().key().getEncoded());
        assertThat(opened.logSigner().key().bytes())
                .isEqualTo(made.logSigner().key().bytes());
        assertThat(verifies(opened.seal().sign(MESSAGE), made.seal())).isTrue();
        assertThat(opened.chain()).isEqualTo(party.sign().chain());
    }

    @Test
    void filesAreForTheirOwnerOnlyAndNeverOverwritten() throws IOException {
        KeyRingFile.create(file, passphrase, party.sign(), random, CLOCK);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passphrase)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> KeyRingFile.create(file, passphrase, party.sign(), random, CLOCK))
                .isInstanceOf(KeyUnusable.class);
    }

    @Test
    void nothingOfARingOrSecretIsEverPrinted() throws IOException {
        KeyRing ring = KeyRingFile.create(file, passphrase, party.sign(), random, CLOCK);
        String words = Files.readString(passphrase).strip();

        assertThat(ring.toString()).isEqualTo("KeyRing[REDACTED]");
        assertThat(Passphrase.read(passphrase).toString()).isEqualTo("[REDACTED]");
        assertThat("" + ring.seal() + ring.logSigner() + party.sign() + party)
                .doesNotContain(words)
                .doesNotContain("PrivateKey");
    }

    @Test
    void wrongPassphraseIsRefusedWithoutSayingIt() throws IOException {
        KeyRingFile.create(file, passphrase, party.sign(), random, CLOCK);
        Path other = Files.writeString(directory.resolve("other"), "not-the-passphrase\n");

        assertThatThrownBy(() -> KeyRing.open(file, other))
                .isInstanceOf(KeyUnusable.class)
                .hasMessageContaining("keys.p12")
                .hasMessageNotContaining("not-the-passphrase")
                .hasNoCause();
    }

    @Test
    void authenticationKeyIsNoSeal() {
        assertThatThrownBy(() -> KeyRingFile.create(file, passphrase, party.auth(), random, CLOCK))
                .isInstanceOf(KeyUnusable.class)
                .hasMessageContaining("nonRepudiation");
    }

    @Test
    void sealUnderAnotherKeysCertificateIsRefused() {
        var mixed = new Credential(party.auth().key(), party.sign().chain());

        assertThatThrownBy(() -> KeyRingFile.create(file, passphrase, mixed, random, CLOCK))
                .isInstanceOf(KeyUnusable.class)
                .hasMessageContaining("another key");
    }

    @Test
    void keyStoreWithoutTheEntriesIsNoRing() throws IOException {
        Secret<char[]> words = Passphrase.create(passphrase, random);
        KeyStoreFile.create(file, "sign", party.sign(), words);

        assertThat(KeyStoreFile.read(file, words).chain())
                .isEqualTo(party.sign().chain());
        assertThatThrownBy(() -> KeyRing.open(file, passphrase))
                .isInstanceOf(KeyUnusable.class)
                .hasMessageContaining("seal");
    }

    @Test
    void alteredKeyStoresAreRefusedAndNothingElseIsThrown() throws IOException {
        Secret<char[]> words = Passphrase.create(passphrase, random);
        KeyStoreFile.create(file, "sign", party.sign(), words);
        byte[] whole = Files.readAllBytes(file);
        Random places = new Random(20261123);

        for (int attempt = 0; attempt < 100; attempt++) {
            byte[] altered = whole.clone();
            altered[places.nextInt(altered.length)] ^= (byte) (1 + places.nextInt(255));
            assertThatThrownBy(() -> KeyStoreFile.open(altered, words, "altered"))
                    .isInstanceOf(KeyUnusable.class);
        }
        for (int length = 0; length < whole.length; length += 97) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> KeyStoreFile.open(cut, words, "cut")).isInstanceOf(KeyUnusable.class);
        }
    }
}
