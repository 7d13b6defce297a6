package org.sceau.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;

class RoleKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final LocalDate LATER = LocalDate.of(2027, 1, 15);
    private static final byte[] MESSAGE = "sealed".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.fixed(NOW);
    private final DevelopmentPki pki = DevelopmentPki.create(clock, random);
    private final DevelopmentParty party = pki.organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001");
    private Path ring;
    private Path passphrase;

    @BeforeEach
    void makeRing() throws Exception {
        ring = directory.resolve("ring.p12");
        passphrase = directory.resolve("passphrase");
        KeyRingFile.create(ring, passphrase, party.sign(), random, clock);
    }

    @Test
    void aSuccessorInAFileIsUsedFromItsDayOnAndTheFormerStays() throws Exception {
        RoleKeys keys = RoleKeys.ofRing(ring, passphrase);

        succeeds(keys);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ring)))
                .isEqualTo("rw-------");
        assertThat(KeyRing.open(ring, passphrase).chain())
                .isEqualTo(party.sign().chain()); // nothing else was touched
        Instant[] now = {NOW};
        KeyRing opened = KeyRing.open(ring, passphrase, keys.keys(), () -> now[0]);
        Seal former = opened.seal();
        now[0] = LATER.atStartOfDay(ZoneOffset.UTC).toInstant();
        Seal later = opened.seal();
        assertThat(later.chain()).isNotEqualTo(former.chain());
        for (Seal seal : List.of(former, later)) {
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(seal.chain().getFirst().getPublicKey());
            verifier.update(MESSAGE);
            assertThat(verifier.verify(seal.sign(MESSAGE))).isTrue();
        }
    }

    @Test
    void aSuccessorInATokenIsMadeThereAndDoesNotLeaveIt() throws Exception {
        SoftHsm hsm = SoftHsm.create("role-keys", directory);
        hsm.put("seal", party.sign(), directory);
        try (Token token = Token.open(hsm.place(), InstantSource.system())) {
            RoleKeys keys = RoleKeys.ofToken(KeyRole.SEAL, "seal", token, List.of(pki.issuing()));

            succeeds(keys);

            assertThat(hsm.tool("--list-objects", "--type", "privkey")).contains("never extractable, local");
        }
        try (Token again = Token.open(hsm.place(), InstantSource.system())) {
            assertThat(RoleKeys.ofToken(KeyRole.SEAL, "seal", again, List.of(pki.issuing()))
                            .keys()
                            .all())
                    .hasSize(2)
                    .allMatch(Credential::fits);
        }
    }

    private void succeeds(RoleKeys keys) throws Exception {
        keys.generate(NOW);
        assertThatThrownBy(() -> keys.generate(NOW)).isInstanceOf(KeyUnusable.class); // one at a time
        assertThat(keys.keys().all()).hasSize(1);
        var request = new PKCS10CertificationRequest(keys.request(Optional.empty(), NOW));
        assertThat(request.isSignatureValid(
                        new JcaContentVerifierProviderBuilder().build(request.getSubjectPublicKeyInfo())))
                .isTrue();
        assertThat(request.getSubject())
                .isEqualTo(X500Name.getInstance(
                        party.sign().certificate().getSubjectX500Principal().getEncoded()));
        assertThat(KeyUsage.fromExtensions(request.getRequestedExtensions()).hasUsages(KeyUsage.nonRepudiation))
                .isTrue();
        assertThatThrownBy(() -> keys.adopt(party.tls().chain(), List.of(), LATER))
                .isInstanceOf(KeyUnusable.class);

        keys.adopt(List.of(certified(keys.waiting().orElseThrow())), List.of(), LATER);

        assertThat(keys.waiting()).isEmpty();
        Succession<Credential> succession = keys.keys();
        assertThat(succession.all()).hasSize(2).allMatch(Credential::fits);
        assertThat(succession.at(NOW).certificate()).isEqualTo(party.sign().certificate());
        assertThat(succession.at(LATER.atStartOfDay(ZoneOffset.UTC).toInstant()).certificate())
                .isNotEqualTo(party.sign().certificate());
        keys.generate(NOW);
        assertThatThrownBy(() -> keys.adopt(
                        List.of(certified(keys.waiting().orElseThrow())), List.of(), LATER)) // the day is taken
                .isInstanceOfAny(KeyUnusable.class, TokenUnusable.class);
        assertThat(keys.keys().all()).hasSize(2);
    }

    private X509Certificate certified(X509Certificate waiting) throws Exception {
        var authority = party.auth();
        var builder = new JcaX509v3CertificateBuilder(
                authority.certificate(),
                BigInteger.valueOf(random.nextInt(1, Integer.MAX_VALUE)),
                Date.from(NOW),
                Date.from(NOW.plus(Duration.ofDays(365))),
                new X500Name("CN=Successeur Fictif"),
                waiting.getPublicKey());
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation));
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(authority.key().reveal())));
    }

    @Test
    void labelsSayWhatTheyAre() {
        assertThat(KeyLabel.of("seal")).isEqualTo(new KeyLabel("seal", Optional.empty(), false));
        assertThat(KeyLabel.of("seal.2027-01-15")).isEqualTo(new KeyLabel("seal", Optional.of(LATER), false));
        assertThat(KeyLabel.of("seal.2027-02-30").base()).isEqualTo("seal.2027-02-30");
        assertThat(KeyLabel.of(KeyLabel.waiting("seal", "0123456789abcdef0123")))
                .isEqualTo(new KeyLabel("seal", Optional.empty(), true));
    }
}
