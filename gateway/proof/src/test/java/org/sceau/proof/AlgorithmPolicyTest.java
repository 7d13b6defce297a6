package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Old algorithms, and certificates made to do harm: refused, with their reason, at once. */
class AlgorithmPolicyTest {
    private static final TestPki PKI = new TestPki();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Path CORPUS = Path.of(System.getProperty("corpus", "absent"), "crypto/bc");

    @Test
    void aChainSignedWithSha1IsRefusedForThatReason() throws Exception {
        assertThat(judged(leaf(PKI.sealKey.getPublic(), "SHA1withECDSA"))).isEqualTo(Reason.ALGORITHM_EXPIRED);
        assertThat(judged(leaf(PKI.sealKey.getPublic(), "SHA256withECDSA"))).isNull();
    }

    @Test
    void aSealWhoseCertificateIsSignedWithSha1IsRefusedForThatReason() throws Exception {
        X509Certificate old = leaf(PKI.sealKey.getPublic(), "SHA1withECDSA");
        byte[] sealed = Jades.seal(
                PKI.signer(PKI.sealKey.getPrivate(), old),
                List.of(new SignedObject("urn:x", Digest.sha256(new byte[0]), "text/plain")),
                TestPki.NOW,
                "1.2");

        Verdict verdict = Verifier.verify(sealed, PKI.anchors(), List.of());

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refuted.class, refuted -> {
            assertThat(refuted.part()).isEqualTo(Part.CERTIFICATE);
            assertThat(refuted.reason()).isEqualTo(Reason.ALGORITHM_EXPIRED);
        });
        assertThat(Indication.of(verdict)).hasToString("INDETERMINATE (CRYPTO_CONSTRAINTS_FAILURE_NO_POE)");
    }

    /** Its identifier is the same with SHA-1, which is the default. */
    @Test
    void rsaPssIsRefusedWhateverItsDigest() throws Exception {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
        pairs.initialize(2048);
        PrivateKey issuer = pairs.generateKeyPair().getPrivate();
        for (String algorithm : List.of("SHA1withRSAandMGF1", "SHA256withRSAandMGF1")) {
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    new X500Name("CN=issuer"),
                                    BigInteger.ONE,
                                    Date.from(TestPki.NOW),
                                    Date.from(TestPki.NOW.plusSeconds(60)),
                                    new X500Name("CN=own"),
                                    PKI.sealKey.getPublic())
                            .build(new JcaContentSignerBuilder(algorithm)
                                    .setProvider(new BouncyCastleProvider())
                                    .build(issuer)));

            assertThat(AlgorithmPolicy.against(certificate)).as(algorithm).contains(Reason.ALGORITHM_UNSUPPORTED);
        }
    }

    @Test
    void keysTooSmallOrTooLargeToUseAreRefused() throws Exception {
        Map<String, String> found = new TreeMap<>();
        found.put("rsa 1024", said(leaf(rsa(1024), "SHA256withECDSA")));
        found.put("rsa 16384", said(leaf(rsa(BigInteger.ONE.shiftLeft(16383), 65537), "SHA256withECDSA")));
        found.put(
                "a long exponent", said(leaf(rsa(BigInteger.ONE.shiftLeft(4095), (1L << 60) + 1), "SHA256withECDSA")));

        assertThat(found)
                .isEqualTo(Map.of(
                        "rsa 1024", "ALGORITHM_EXPIRED",
                        "rsa 16384", "ALGORITHM_UNSUPPORTED",
                        "a long exponent", "ALGORITHM_UNSUPPORTED"));
    }

    /** CVE-2017-15361: a power of 65537 modulo every prime below 168; the key next to it is none. */
    @Test
    void weakRsaKeysAreRefused() throws Exception {
        BigInteger product = BigInteger.ONE;
        for (BigInteger prime = BigInteger.TWO; prime.intValue() < 168; prime = prime.nextProbablePrime()) {
            product = product.multiply(prime);
        }
        BigInteger roca = product.shiftLeft(2048 - product.bitLength()).add(BigInteger.valueOf(65_537));
        Map<String, String> found = new TreeMap<>();
        found.put("roca", said(leaf(rsa(roca, 65537), "SHA256withECDSA")));
        found.put("next to it", said(leaf(rsa(roca.add(BigInteger.TWO), 65537), "SHA256withECDSA")));
        found.put("exponent 3", said(leaf(rsa(roca.add(BigInteger.TWO), 3), "SHA256withECDSA")));

        assertThat(found)
                .isEqualTo(Map.of(
                        "roca", "ALGORITHM_UNSUPPORTED", "next to it", "null", "exponent 3", "ALGORITHM_UNSUPPORTED"));
    }

    /** Bounded by what a thousand honest chains cost on the same machine in the same run. */
    @Test
    void hostileCertificatesCostLittleMoreThanHonestOnes() throws Exception {
        X509Certificate honest = leaf(PKI.sealKey.getPublic(), "SHA256withECDSA");
        for (int i = 0; i < 200; i++) {
            judged(honest);
        }
        long[] bound = cost(() -> {
            for (int i = 0; i < 1_000; i++) {
                judged(honest);
            }
        });
        Map<String, X509Certificate> hostile = new TreeMap<>();
        hostile.put("a key of 16,384 bits", leaf(rsa(BigInteger.ONE.shiftLeft(16_383), 65537), "SHA256withECDSA"));
        hostile.put(
                "a long exponent on it",
                leaf(rsa(BigInteger.ONE.shiftLeft(16_383), (1L << 60) + 1), "SHA256withECDSA"));
        hostile.put("2,000 name constraints", constrained(2_000));
        hostile.put("20,000 name constraints", constrained(20_000));

        hostile.forEach((name, certificate) -> {
            long[] spent = cost(() -> judged(certificate));
            assertThat(spent[0]).as("processor time of " + name).isLessThan(bound[0]);
            assertThat(spent[1]).as("memory of " + name).isLessThan(64_000_000);
        });
    }

    @Test
    void samplesOfOthersAreReadAndNoneOfThemIsBelieved() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "the corpus is not there");
        List<X509Certificate> read = new ArrayList<>();
        for (String name :
                List.of("AliceRSASignByCarl.cer", "BobRSASignByCarl.cer", "AliceDSSSignByCarlNoInherit.cer")) {
            read.add(Certificates.der(
                    Files.readAllBytes(CORPUS.resolve("rfc4134").resolve(name))));
        }
        X509Certificate carl = Certificates.der(Files.readAllBytes(CORPUS.resolve("rfc4134/CarlRSASelf.cer")));
        X509Certificate carlDss = Certificates.der(Files.readAllBytes(CORPUS.resolve("rfc4134/CarlDSSSelf.cer")));
        TrustAnchors anchors = TrustAnchors.of(List.of(carl, carlDss), List.of());

        assertThat(read)
                .allSatisfy(certificate -> assertThat(
                                anchors.validate(List.of(certificate), Instant.parse("2001-01-01T00:00:00Z")))
                        .isInstanceOfSatisfying(
                                ChainVerdict.NotTrusted.class,
                                verdict -> assertThat(verdict.reason())
                                        .isIn(Reason.ALGORITHM_EXPIRED, Reason.NOT_FOR_COMMITMENT)));
        assertThat(AlgorithmPolicy.against(carl)).contains(Reason.ALGORITHM_EXPIRED);
    }

    @Test
    void hostileCertificatesOfOthersFailFast() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "the corpus is not there");
        X509Certificate leaf = pem("pkix/mal-leaf.crt");
        X509Certificate root = pem("pkix/mal-root.crt");
        long[] honest = cost(() -> {
            for (int i = 0; i < 1_000; i++) {
                judged(PKI.seal);
            }
        });

        long[] spent = cost(() -> assertThat(TrustAnchors.of(List.of(root), List.of())
                        .validate(List.of(leaf), Instant.parse("2024-06-01T00:00:00Z")))
                .isInstanceOf(ChainVerdict.NotTrusted.class));

        assertThat(spent[0]).isLessThan(honest[0]);
        assertThat(spent[1]).isLessThan(64_000_000);
    }

    @Test
    void cmsSamplesOfOthersAreNoEvidenceAndDoNotThrow() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "the corpus is not there");
        try (var files = Files.walk(CORPUS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] content = Files.readAllBytes(file);

                assertThat(Verifier.verify(content, PKI.anchors(), List.of()))
                        .as(file.toString())
                        .isInstanceOf(Verdict.Refuted.class);
                assertThat(read(content)).as(file.toString()).isNotNull();
            }
        }
    }

    /** What the strict readers of CMS say of it: a token or a reason, nothing else. */
    private static Optional<Reason> read(byte[] content) {
        try {
            var _ = TimeStampToken.decode(content);
            return Optional.empty();
        } catch (MalformedProof e) {
            return Optional.of(e.reason());
        }
    }

    private static X509Certificate pem(String name) throws IOException {
        return Certificates.pem(Files.readString(CORPUS.resolve(name), StandardCharsets.US_ASCII))
                .getFirst();
    }

    private static @Nullable Reason judged(X509Certificate certificate) {
        return switch (PKI.anchors().validate(List.of(certificate, PKI.issuer), TestPki.NOW)) {
            case ChainVerdict.Trusted _ -> null;
            case ChainVerdict.NotTrusted(Reason reason) -> reason;
        };
    }

    private static String said(X509Certificate certificate) {
        return String.valueOf(judged(certificate));
    }

    private static long[] cost(Runnable work) {
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long used = THREADS.getCurrentThreadCpuTime();
        work.run();
        return new long[] {
            THREADS.getCurrentThreadCpuTime() - used, THREADS.getCurrentThreadAllocatedBytes() - allocated
        };
    }

    private static PublicKey rsa(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair().getPublic();
    }

    private static PublicKey rsa(BigInteger modulus, long exponent) throws Exception {
        return rsa(modulus, BigInteger.valueOf(exponent));
    }

    private static PublicKey rsa(BigInteger modulus, BigInteger exponent) throws Exception {
        return KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus.or(BigInteger.ONE), exponent));
    }

    private static X509Certificate leaf(PublicKey key, String algorithm) throws Exception {
        return certificate(key, PKI.issuerKey.getPrivate(), algorithm, 0);
    }

    private static X509Certificate constrained(int names) throws Exception {
        KeyPair key = TestPki.keyPair("secp256r1");
        return certificate(key.getPublic(), PKI.issuerKey.getPrivate(), "SHA256withECDSA", names);
    }

    private static X509Certificate certificate(PublicKey key, PrivateKey by, String algorithm, int names)
            throws Exception {
        var builder = new JcaX509v3CertificateBuilder(
                new X500Name("O=Sceau Test,CN=Test Issuing CA"),
                BigInteger.valueOf(99),
                Date.from(TestPki.NOW.minus(Duration.ofDays(1))),
                Date.from(TestPki.NOW.plus(Duration.ofDays(1))),
                new X500Name("C=FR,O=Laboratoire Fictif,CN=Cachet"),
                key);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(names > 0));
        int usage = KeyUsage.nonRepudiation | (names > 0 ? KeyUsage.keyCertSign : 0);
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        if (names > 0) {
            GeneralSubtree[] excluded = new GeneralSubtree[names];
            for (int i = 0; i < names; i++) {
                excluded[i] = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "n" + i + ".invalid"));
            }
            builder.addExtension(Extension.nameConstraints, true, new NameConstraints(null, excluded));
        }
        return Certificates.der(
                builder.build(new JcaContentSignerBuilder(algorithm).build(by)).getEncoded());
    }
}
