package org.sceau.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.failure.FailureCode;
import org.sceau.suites.AgreementPrivateKey;
import org.sceau.suites.AgreementPublicKey;
import org.sceau.suites.HeldKey;
import org.sceau.suites.SealBroken;
import org.sceau.suites.Suite;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;

/** Against SoftHSM2, which is a real PKCS#11 library without hardware. */
class TokenTest {
    private static final byte[] MESSAGE = "sealed".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final InstantSource clock = now::get;
    private final DevelopmentPki pki = DevelopmentPki.create(InstantSource.fixed(NOW), random);
    private final DevelopmentParty party = pki.organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001");
    private SoftHsm hsm;
    private Optional<Token> opened = Optional.empty();

    @BeforeEach
    void makeToken() throws Exception {
        hsm = SoftHsm.create("token", directory);
        hsm.put("seal", party.sign(), directory);
        hsm.put("conf", party.conf(), directory);
        hsm.put("tls", party.tls(), directory);
    }

    @AfterEach
    void close() {
        opened.ifPresent(Token::close);
    }

    private Token open() {
        Token token = Token.open(hsm.place(), clock);
        opened = Optional.of(token);
        return token;
    }

    private Credential credential(Token token, String label) {
        return token.credential(label, List.of(pki.issuing(), pki.root()));
    }

    @Test
    void theSealInATokenVerifiesUnderItsCertificateAndTheRingHasItForItsSeal() throws Exception {
        KeyRingFile.create(directory.resolve("ring"), directory.resolve("words"), party.sign(), random, clock);
        KeyRing ring = KeyRing.open(
                directory.resolve("ring"),
                directory.resolve("words"),
                Succession.of(credential(open(), "seal")),
                clock);

        byte[] signature = ring.seal().sign(MESSAGE);

        assertThat(ring.seal()).isInstanceOf(TokenSeal.class);
        assertThat(ring.chain()).isEqualTo(party.sign().chain());
        assertThat(signature).hasSize(64);
        assertThat(verifies(signature)).isTrue();
        signature[9] ^= 1;
        assertThat(verifies(signature)).isFalse();
    }

    private boolean verifies(byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(party.sign().certificate().getPublicKey());
        verifier.update(MESSAGE);
        return verifier.verify(signature);
    }

    @Test
    void anEnvelopeForAKeyInATokenOpens() throws Exception {
        HeldKey held = (HeldKey) credential(open(), "conf").key().reveal();
        AgreementPrivateKey inFile =
                AgreementPrivateKey.of(party.conf().key().reveal()).orElseThrow();
        AgreementPrivateKey inToken = AgreementPrivateKey.of(held).orElseThrow();
        AgreementPublicKey ephemeral =
                AgreementPrivateKey.generate(Suite.READER_P256, random).publicKey();

        assertThat(inToken.publicKey().encoded()).isEqualTo(inFile.publicKey().encoded());
        assertThat(kek(inToken, ephemeral)).isEqualTo(kek(inFile, ephemeral));
        assertThatThrownBy(() -> inToken.agree(AgreementPrivateKey.generate(Suite.READER_X25519, random)
                        .publicKey()))
                .isInstanceOf(SealBroken.class);
    }

    private static byte[] kek(AgreementPrivateKey own, AgreementPublicKey other) {
        return own.agree(other).keyEncryptionKey(MESSAGE, new byte[0]).getEncoded();
    }

    @Test
    void keysDoNotLeaveTheirToken() throws Exception {
        Token token = open();

        for (String label : List.of("seal", "conf", "tls")) {
            assertThat(credential(token, label).key().reveal().getEncoded()).isNull();
        }
        assertThat(hsm.tool("--list-objects", "--type", "privkey"))
                .contains("sensitive")
                .doesNotContain("extractable,")
                .doesNotContain("Access:     none");
    }

    @Test
    void aLostSessionIsOpenedAnewWithinTheCallThatFindsOut() throws Exception {
        Token token = open();
        Seal seal = seal(token);
        TokenLibrary library = TokenLibrary.of(hsm.place().library());
        library.exclusive().lock();
        try {
            library.start(); // every session ends, as when a process beside this one has it for itself
        } finally {
            library.exclusive().unlock();
        }

        assertThat(verifies(seal.sign(MESSAGE))).isTrue();
        assertThat(token.state()).isInstanceOf(TokenState.Present.class);
    }

    private Seal seal(Token token) {
        Credential credential = credential(token, "seal");
        return new TokenSeal((HeldKey) credential.key().reveal(), credential.chain());
    }

    @Test
    void whileTheTokenIsAwayNothingIsSealedAndAfterwardsItIsAgain() throws Exception {
        Token token = open();
        Seal seal = seal(token);
        seal.sign(MESSAGE);

        hsm.remove();
        assertThatThrownBy(() -> seal.sign(MESSAGE)).isInstanceOfSatisfying(TokenUnusable.class, e -> {
            assertThat(e.code()).isEqualTo(FailureCode.TOKEN_UNUSABLE);
            assertThat(e.fault()).isEqualTo(TokenFault.ABSENT);
        });
        assertThat(token.state()).isEqualTo(new TokenState.Away(TokenFault.ABSENT, NOW));

        hsm.putBack();
        assertThatThrownBy(() -> seal.sign(MESSAGE)) // within the second it is not looked for again
                .isInstanceOf(TokenUnusable.class);
        later(Duration.ofSeconds(2));
        assertThat(verifies(seal.sign(MESSAGE))).isTrue();
        assertThat(token.state()).isInstanceOf(TokenState.Present.class);
    }

    @Test
    void anotherCertificateUnderTheSameLabelIsNotUsedWhenTheTokenComesBack() throws Exception {
        Token token = open();
        Seal seal = seal(token);
        hsm.tool("--delete-object", "--type", "cert", "--label", "seal");
        hsm.tool("--delete-object", "--type", "privkey", "--label", "seal");
        hsm.put(
                "seal",
                pki.organisation(new PartnerId("other"), "Autre Fictif", "1990000009")
                        .sign(),
                directory);

        assertThatThrownBy(() -> seal.sign(MESSAGE))
                .isInstanceOfSatisfying(
                        TokenUnusable.class, e -> assertThat(e.fault()).isEqualTo(TokenFault.CHANGED));
    }

    /** A token that was filled anew from the wrong backup: the certificate is right, what it seals would verify nowhere. */
    @Test
    void anotherKeyUnderTheSameCertificateIsNotUsedWhenTheTokenComesBack() throws Exception {
        Token token = open();
        Seal seal = seal(token);
        hsm.tool("--delete-object", "--type", "cert", "--label", "seal");
        hsm.tool("--delete-object", "--type", "privkey", "--label", "seal");
        hsm.put("seal", new Credential(party.tls().key(), party.sign().chain()), directory);

        assertThatThrownBy(() -> seal.sign(MESSAGE))
                .isInstanceOfSatisfying(
                        TokenUnusable.class, e -> assertThat(e.fault()).isEqualTo(TokenFault.MISMATCH));
    }

    /** In the middle of an edit, say. */
    @Test
    void whileThePinsFileCannotBeReadTheTokenIsSaidToBeAwayForThat() throws Exception {
        Token token = open();
        Seal seal = seal(token);
        String right = Files.readString(hsm.pinFile());
        Files.writeString(hsm.pinFile(), "");
        hsm.remove();
        assertThatThrownBy(() -> seal.sign(MESSAGE)).isInstanceOf(TokenUnusable.class);
        hsm.putBack();
        later(Duration.ofSeconds(2));

        assertThatThrownBy(() -> seal.sign(MESSAGE))
                .isInstanceOfSatisfying(
                        TokenUnusable.class, e -> assertThat(e.fault()).isEqualTo(TokenFault.PIN_FILE));
        Files.writeString(hsm.pinFile(), right);
        later(Duration.ofSeconds(2));
        assertThat(verifies(seal.sign(MESSAGE))).isTrue();
    }

    @Test
    void aWrongPinIsTriedOnceUntilItsFileChanges() throws Exception {
        Token token = open();
        Seal seal = seal(token);
        Path pin = hsm.pinFile();
        String right = Files.readString(pin);
        Files.writeString(pin, "00000000\n");
        hsm.remove();
        assertThatThrownBy(() -> seal.sign(MESSAGE)).isInstanceOf(TokenUnusable.class);
        hsm.putBack();

        later(Duration.ofSeconds(2));
        assertRefused(seal);
        FileTime written = Files.getLastModifiedTime(pin);
        Files.writeString(pin, right);
        Files.setLastModifiedTime(pin, written); // the right one, which would be found out if it were tried
        later(Duration.ofSeconds(2));
        assertRefused(seal);

        Files.setLastModifiedTime(pin, FileTime.from(written.toInstant().plusSeconds(1)));
        later(Duration.ofSeconds(2));
        assertThat(verifies(seal.sign(MESSAGE))).isTrue();
    }

    @Test
    void aClockThatIsSetBackKeepsNoTokenAway() throws Exception {
        Seal seal = seal(open());
        hsm.remove();
        later(Duration.ofHours(1));
        assertThatThrownBy(() -> seal.sign(MESSAGE)).isInstanceOf(TokenUnusable.class);
        hsm.putBack();

        later(Duration.ofHours(-1));

        assertThat(verifies(seal.sign(MESSAGE))).isTrue();
    }

    private static void assertRefused(Seal seal) {
        assertThatThrownBy(() -> seal.sign(MESSAGE)).isInstanceOfSatisfying(TokenUnusable.class, e -> {
            assertThat(e.fault()).isEqualTo(TokenFault.PIN_REFUSED);
            assertThat(e.getMessage()).doesNotContain("00000000").doesNotContain("24681357");
        });
    }

    private void later(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }

    @Test
    void aWrongPinAtTheStartSaysSo() throws IOException {
        Files.writeString(hsm.pinFile(), "00000000\n");
        TokenLibrary library = TokenLibrary.of(hsm.place().library());
        library.exclusive().lock();
        try {
            library.start(); // nobody is logged in
        } finally {
            library.exclusive().unlock();
        }

        assertFault(TokenFault.PIN_REFUSED, this::open);
    }

    @Test
    void whatIsMissingIsSaid() {
        TokenPlace place = hsm.place();
        assertFault(
                TokenFault.ABSENT, () -> Token.open(new TokenPlace(place.library(), "nobody", place.pinFile()), clock));
        assertFault(
                TokenFault.LIBRARY,
                () -> Token.open(new TokenPlace(hsm.pinFile(), place.label(), place.pinFile()), clock));
        assertFault(
                TokenFault.PIN_FILE,
                () -> Token.open(new TokenPlace(place.library(), place.label(), directory.resolve("nowhere")), clock));
        assertFault(TokenFault.KEY, () -> credential(open(), "nothing"));
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsRefused() throws Exception {
        hsm.put("mixed", new Credential(party.sign().key(), party.tls().chain()), directory);

        assertFault(TokenFault.MISMATCH, () -> credential(open(), "mixed"));
    }

    @Test
    void aCertificateWithoutItsKeyIsRefused() throws Exception {
        hsm.tool("--delete-object", "--type", "privkey", "--label", "seal");

        assertFault(TokenFault.KEY, () -> credential(open(), "seal"));
    }

    private static void assertFault(TokenFault fault, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        TokenUnusable.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }
}
