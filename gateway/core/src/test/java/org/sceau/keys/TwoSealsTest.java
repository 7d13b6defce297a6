package org.sceau.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sceau.proof.AlgorithmDates;
import org.sceau.proof.MlDsa;
import org.sceau.proof.SecondSigner;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentPki;

class TwoSealsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final byte[] MESSAGE = "sealed".getBytes(StandardCharsets.UTF_8);
    private static final String FILE = "second-seal.p12";

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private final Credential classical = DevelopmentPki.create(InstantSource.fixed(NOW), random)
            .organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001")
            .sign();
    private final Seal first = SoftwareSeal.of(classical, "seal");

    /** A key with its certificate from an authority of its kind. */
    private record Second(KeyPair key, KeyPair authority, X509Certificate own, X509Certificate issuer) {

        static Second of(String algorithm, String authority, int usage) {
            KeyPair pair = pair(algorithm);
            KeyPair above = pair(authority);
            return new Second(
                    pair,
                    above,
                    certificate("CN=Second cachet", pair, above, usage, false),
                    certificate("CN=Test AC", above, above, KeyUsage.keyCertSign, true));
        }

        Credential credential() {
            return new Credential(Secret.of(key.getPrivate()), List.of(own, issuer));
        }

        private static KeyPair pair(String algorithm) {
            try {
                return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        private static X509Certificate certificate(
                String name, KeyPair pair, KeyPair by, int usage, boolean authority) {
            try {
                var builder = new JcaX509v3CertificateBuilder(
                        new X500Name("CN=Test AC"),
                        BigInteger.TWO,
                        Date.from(NOW),
                        Date.from(NOW.plus(Duration.ofDays(365))),
                        new X500Name(name),
                        pair.getPublic());
                builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
                String algorithm = by.getPrivate().getAlgorithm().equals("EC")
                        ? "SHA256withECDSA"
                        : MlDsa.of(by.getPublic()).orElseThrow().label();
                return new JcaX509CertificateConverter()
                        .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(by.getPrivate())));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(MlDsa.class)
    void aKeyStoreHoldsTheSecondSealAndItsSignaturesHold(MlDsa algorithm) throws IOException {
        Second second = Second.of(algorithm.label(), algorithm.label(), KeyUsage.nonRepudiation);
        Path file = directory.resolve(FILE);
        Secret<char[]> passphrase = Passphrase.create(directory.resolve("passphrase"), random);
        KeyStoreFile.create(file, "second-seal", second.credential(), passphrase);

        Seal both = TwoSeals.of(first, KeyStoreFile.read(file, passphrase), FILE);

        SecondSigner signer = both.second().orElseThrow();
        byte[] signature = signer.sign(MESSAGE);
        assertThat(algorithm.isSigned(second.own().getPublicKey(), MESSAGE, signature))
                .isTrue();
        signature[0] ^= 1;
        assertThat(algorithm.isSigned(second.own().getPublicKey(), MESSAGE, signature))
                .isFalse();
        assertThat(signer.chain()).containsExactly(second.own(), second.issuer());
        assertThat(both.chain()).isEqualTo(first.chain());
        assertThat(both).asString().contains(algorithm.label());
    }

    /** After a rotation of the first key the second stands beside its successor, until it has ended itself. */
    @Test
    void theSecondStandsBesideWhicheverFirstIsInForceUntilItHasEnded() {
        Second second = Second.of("ML-DSA-65", "ML-DSA-65", KeyUsage.nonRepudiation);
        TwoSeals both = TwoSeals.of(first, second.credential(), FILE);
        Seal successor = SoftwareSeal.of(
                DevelopmentPki.create(InstantSource.fixed(NOW), random)
                        .organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001")
                        .sign(),
                "seal");
        Instant end = second.own().getNotAfter().toInstant();

        AlgorithmDates dates = AlgorithmDates.current();
        Instant before = end.minusSeconds(1);

        Seal rotated = both.beside(successor, before, dates);

        assertThat(rotated.chain()).isEqualTo(successor.chain());
        assertThat(rotated.second().orElseThrow().chain()).containsExactly(second.own(), second.issuer());
        assertThat(both.beside(successor, end, dates)).isSameAs(successor);
        for (String ended : List.of("ml-dsa", "sha-512")) {
            assertThat(both.beside(successor, before, dates.with(ended, end)).second())
                    .as(ended)
                    .isPresent();
            assertThat(both.beside(successor, before, dates.with(ended, before)))
                    .as(ended)
                    .isSameAs(successor);
        }
        assertThat(both.beside(successor, before, dates.with("p-256", NOW)).second())
                .as("of the first seal")
                .isPresent();
    }

    @Test
    void aKeyOfAnotherKindIsNoSecondSeal() {
        assertRefused(classical, "is not ML-DSA-65 or ML-DSA-87");
        assertRefused(
                Second.of("ML-DSA-44", "ML-DSA-65", KeyUsage.nonRepudiation).credential(), "is not ML-DSA-65");
    }

    @Test
    void anAuthorityOfAnotherKindIsNone() {
        assertRefused(Second.of("ML-DSA-65", "EC", KeyUsage.nonRepudiation).credential(), "has no ML-DSA key");
    }

    @Test
    void aCertificateForOtherUsesIsNone() {
        assertRefused(
                Second.of("ML-DSA-65", "ML-DSA-65", KeyUsage.digitalSignature).credential(), "lacks nonRepudiation");
    }

    @Test
    void theCertificateOfAnotherKeyIsNone() {
        Second one = Second.of("ML-DSA-65", "ML-DSA-65", KeyUsage.nonRepudiation);
        Second other = Second.of("ML-DSA-65", "ML-DSA-65", KeyUsage.nonRepudiation);

        assertRefused(
                new Credential(Secret.of(other.key().getPrivate()), List.of(one.own(), one.issuer())),
                "belongs to another key");
    }

    private void assertRefused(Credential credential, String why) {
        assertThatThrownBy(() -> TwoSeals.of(first, credential, FILE))
                .isInstanceOf(KeyUnusable.class)
                .hasMessageContaining(FILE)
                .hasMessageContaining(why);
    }
}
