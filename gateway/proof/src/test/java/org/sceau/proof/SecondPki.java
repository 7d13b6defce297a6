package org.sceau.proof;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;

/** A second seal beside that of {@link TestPki}, with authorities of its own kind. */
final class SecondPki {
    private static final String ROOT = "O=Sceau Test,CN=Test Root ML-DSA";
    private static final String ISSUER = "O=Sceau Test,CN=Test Issuing CA ML-DSA";

    final KeyPair rootKey;
    final X509Certificate root;
    final KeyPair issuerKey;
    final X509Certificate issuer;
    final KeyPair sealKey;
    final X509Certificate seal;

    private final TestPki first;
    private final String subject;
    private final String algorithm;

    SecondPki(TestPki first, MlDsa algorithm) {
        this(first, algorithm, "C=FR,O=Laboratoire Fictif,CN=Second cachet");
    }

    SecondPki(TestPki first, MlDsa algorithm, String subject) {
        this.first = first;
        this.subject = subject;
        this.algorithm = algorithm.label();
        this.rootKey = keyPair();
        this.issuerKey = keyPair();
        this.root = TestPki.ca(ROOT, rootKey, ROOT, rootKey, 11);
        this.issuer = TestPki.ca(ISSUER, issuerKey, ROOT, rootKey, 12);
        this.sealKey = keyPair();
        this.seal = certificate(sealKey, ISSUER, issuerKey);
    }

    private X509Certificate certificate(KeyPair key, String by, KeyPair byKey) {
        Instant from = TestPki.NOW.minus(Duration.ofDays(30));
        return TestPki.certificate(
                subject, key, by, byKey, 13, from, from.plus(Duration.ofDays(3650)), false, KeyUsage.nonRepudiation);
    }

    /** The second seal's certificate from the authority of the first. */
    X509Certificate crossed() {
        return certificate(sealKey, first.root.getSubjectX500Principal().getName(), first.rootKey);
    }

    private KeyPair keyPair() {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both seals. */
    RawSigner signer() {
        return signer(List.of(seal, issuer));
    }

    RawSigner signer(List<X509Certificate> chain) {
        RawSigner classical = first.signer();
        return new RawSigner() {
            @Override
            public byte[] sign(byte[] input) {
                return classical.sign(input);
            }

            @Override
            public List<X509Certificate> chain() {
                return classical.chain();
            }

            @Override
            public Optional<SecondSigner> second() {
                return Optional.of(new Second(chain));
            }
        };
    }

    private final class Second implements SecondSigner {
        private final List<X509Certificate> chain;

        Second(List<X509Certificate> chain) {
            this.chain = chain;
        }

        @Override
        public byte[] sign(byte[] input) {
            return TestPki.sign(algorithm, sealKey.getPrivate(), input);
        }

        @Override
        public List<X509Certificate> chain() {
            return chain;
        }
    }

    EvidenceSamples samples() {
        return new EvidenceSamples(first, signer());
    }

    /** Lists of both authorities of its own, the lower one's with {@code serials} as revoked from {@code since}. */
    List<byte[]> lists(Instant since, int... serials) {
        return List.of(
                TestPki.crl(algorithm, root, rootKey, since),
                TestPki.crl(algorithm, issuer, issuerKey, since, serials));
    }

    /** Both authorities. */
    TrustAnchors anchors() {
        return TrustAnchors.of(List.of(first.root, root), List.of());
    }
}
