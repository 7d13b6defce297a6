package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Certificates made to be expensive, and certificates of former days. */
class HostileCertificatesTest {
    private static final Instant WITHIN = Instant.parse("2024-06-01T00:00:00Z");
    private static final long MILLISECOND = 1_000_000;

    private final Path corpus = Path.of(System.getProperty("corpus", ""), "crypto", "bc");

    /** Constraints of a megabyte: each name of one against each of the other would be hours. */
    @Test
    void certificatesOfAMegabyteAreNotLookedAt() throws Exception {
        Path pkix = corpus.resolve("pkix");
        assumeTrue(Files.exists(pkix.resolve("mal-root.crt")), "no hostile certificates");
        X509Certificate leaf = platform(pkix.resolve("mal-leaf.crt"));
        X509Certificate root = platform(pkix.resolve("mal-root.crt"));
        var checker = new CertificateChecker(new GeneratedList().anchors());
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();

        for (List<X509Certificate> chain : List.of(List.of(leaf), List.of(leaf, root), List.of(root))) {
            assertThat(checker.check(chain, Purpose.COMMITMENT, WITHIN))
                    .isEqualTo(new CertificateStatus.UnknownIssuer());
        }

        assertThat(threads.getCurrentThreadCpuTime() - cpu).isLessThan(2_000 * MILLISECOND);
        assertThatThrownBy(() -> TrustFiles.certificates(pkix.resolve("mal-root.crt")))
                .isInstanceOf(TrustUnusable.class)
                .hasMessageContaining("larger");
        assertThatThrownBy(() -> TrustAnchors.of(List.of(root), List.of(), Duration.ofDays(1)))
                .isInstanceOf(TrustUnusable.class);
    }

    @Test
    void certificatesOfRfc4134AreReadAndRefusedForTheirAlgorithms() throws Exception {
        Path samples = corpus.resolve("rfc4134");
        assumeTrue(Files.exists(samples.resolve("CarlRSASelf.cer")), "no samples of RFC 4134");
        Map<String, String> signedBy = Map.of(
                "AliceRSASignByCarl.cer", "CarlRSASelf.cer",
                "BobRSASignByCarl.cer", "CarlRSASelf.cer",
                "DianeRSASignByCarl.cer", "CarlRSASelf.cer",
                "AliceDSSSignByCarlNoInherit.cer", "CarlDSSSelf.cer",
                "DianeDSSSignByCarlInherit.cer", "CarlDSSSelf.cer");

        signedBy.forEach((name, issuer) -> {
            X509Certificate root =
                    TrustFiles.certificates(samples.resolve(issuer)).getFirst();
            var checker = new CertificateChecker(TrustAnchors.of(List.of(root), List.of(), Duration.ofDays(1)));
            List<X509Certificate> chain = TrustFiles.certificates(samples.resolve(name));

            assertThat(checker.check(chain, WITHIN)).as(name).isInstanceOf(CertificateStatus.AlgorithmRefused.class);
            assertThat(checker.check(chain, WITHIN).failure().orElseThrow().code())
                    .isEqualTo("SC-3016");
        });
        for (String name : List.of("CarlRSACRLForAll.crl", "CarlDSSCRLForAll.crl")) {
            X509CRL list = TrustFiles.list(samples.resolve(name));
            assertThat(list.getRevokedCertificates()).isNotEmpty();
            X509Certificate root = TrustFiles.certificates(
                            samples.resolve(name.contains("RSA") ? "CarlRSASelf.cer" : "CarlDSSSelf.cer"))
                    .getFirst();
            TrustAnchors anchors = TrustAnchors.of(List.of(root), List.of(), Duration.ofDays(1));
            assertThatThrownBy(() -> anchors.withLists(List.of(samples.resolve(name))))
                    .isInstanceOf(TrustUnusable.class);
        }
    }

    private static X509Certificate platform(Path file) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }
}
