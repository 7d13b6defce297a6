package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.keys.KeyUnusable;
import org.sceau.ledger.TransferLine;
import org.sceau.proof.Claims;
import org.sceau.proof.Digest;
import org.sceau.proof.Limit;
import org.sceau.proof.MlDsa;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;

/** A gateway with a second seal, by its settings. */
class SecondSealedTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path directory;

    @Test
    void itsEvidenceFilesAndReceiptsCarryBothSeals() throws Exception {
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls());
                HttpClient operator = HttpClient.newHttpClient()) {
            String root = configure("ML-DSA-65", HOUR);
            try (Gateway gateway = RunningClinics.gateway(directory)) {
                assertThat(RunningClinics.submit(laboratory, gateway, 1).statusCode())
                        .isEqualTo(200);
                await().atMost(Duration.ofSeconds(60)).until(gateway::stamp);
                byte[] file = evidence(operator, gateway);
                String classical = Files.readString(directory.resolve("trust/anchors.pem"), StandardCharsets.US_ASCII);

                Claims.OfEvidence both = proved(file, classical + root);
                Claims.OfEvidence one = proved(file, classical);

                assertThat(both.second())
                        .hasValueSatisfying(seal -> assertThat(seal.algorithm()).isEqualTo(MlDsa.ML_DSA_65));
                assertThat(both.limits()).doesNotContain(Limit.SECOND_SEAL_UNTRUSTED);
                assertThat(one.second()).isEmpty();
                assertThat(one.limits()).contains(Limit.SECOND_SEAL_UNTRUSTED);
                assertThat(both.receipts())
                        .filteredOn(receipt -> receipt.stamped().isPresent())
                        .isNotEmpty()
                        .allSatisfy(receipt -> assertThat(receipt.second())
                                .hasValueSatisfying(seal ->
                                        assertThat(seal.sealer().thumbprint()).isEqualTo(own(both))));
                assertDss(new Dss(clinics.anchors()).evidence(file));
            }
        }
    }

    /**
     * The classical seal, which {@link Dss} has judged, is intact beside one that DSS does not know: of ML-DSA it reads neither
     * algorithm nor certificate. A release that does is to be asked for more here.
     */
    private static void assertDss(List<SignatureWrapper> signatures) {
        assertThat(signatures)
                .hasSize(2)
                .filteredOn(one -> one.getEncryptionAlgorithm() != EncryptionAlgorithm.ECDSA)
                .singleElement()
                .satisfies(second -> {
                    assertThat(second.getSignatureFormat()).isEqualTo(SignatureLevel.CAdES_BES);
                    assertThat(second.getSignatureAlgorithm()).isNull();
                    assertThat(second.getDigestAlgorithm()).isEqualTo(DigestAlgorithm.SHA512);
                    assertThat(second.getSigningCertificate()).isNull();
                    assertThat(second.isSignatureIntact()).isFalse();
                });
    }

    @Test
    void onceTheSecondHasEndedTheFirstStandsAlone() throws Exception {
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls());
                HttpClient operator = HttpClient.newHttpClient()) {
            String root = configure("ML-DSA-65", Duration.ofDays(400));
            try (Gateway gateway = RunningClinics.gateway(directory)) {
                assertThat(RunningClinics.submit(laboratory, gateway, 1).statusCode())
                        .isEqualTo(200);
                await().atMost(Duration.ofSeconds(60)).until(gateway::stamp);
                String anchors = Files.readString(directory.resolve("trust/anchors.pem"), StandardCharsets.US_ASCII);

                Claims.OfEvidence alone = proved(evidence(operator, gateway), anchors + root);

                assertThat(alone.second()).isEmpty();
                assertThat(alone.receipts())
                        .extracting(Claims.OfReceipt::second)
                        .containsOnly(Optional.empty());
                assertThat(alone.limits()).doesNotContain(Limit.SECOND_SEAL_UNTRUSTED);
            }
        }
    }

    @Test
    void aKeyThatIsNoneKeepsTheGatewayFromStarting() throws Exception {
        try (Clinics _ = Clinics.create(directory, wish -> wish)) {
            var _ = configure("ML-DSA-44", HOUR);

            assertThatThrownBy(() -> RunningClinics.gateway(directory).close())
                    .isInstanceOf(KeyUnusable.class)
                    .hasMessageContaining("ML-DSA-65");
        }
    }

    /** Gives the gateway a second seal that is so old; its root as PEM. */
    private String configure(String algorithm, Duration old) throws Exception {
        return GatewayFolder.addSecondSeal(
                directory, algorithm, Clock.systemUTC().instant().minus(old));
    }

    private static Digest own(Claims.OfEvidence claims) {
        return claims.second().orElseThrow().sealer().thumbprint();
    }

    private static byte[] evidence(HttpClient operator, Gateway gateway) throws Exception {
        String transfer = RunningClinics.transfers(gateway).stream()
                .map(TransferLine::id)
                .findFirst()
                .orElseThrow()
                .toString();
        HttpResponse<byte[]> answer = RunningClinics.send(
                operator,
                RunningClinics.operator(gateway, "/api/evidence/" + transfer + "?for=operator&documents=none")
                        .header("X-Sceau-Operator", "test")
                        .POST(BodyPublishers.noBody())
                        .build());
        assertThat(answer.statusCode()).as(RunningClinics.text(answer)).isEqualTo(200);
        return answer.body();
    }

    private static Claims.OfEvidence proved(byte[] file, String anchors) throws Exception {
        Verdict verdict = Verifier.verify(new ByteArrayInputStream(file), TrustAnchors.ofPem(anchors), List.of());
        assertThat(verdict).isInstanceOf(Verdict.Proved.class);
        return (Claims.OfEvidence) ((Verdict.Proved) verdict).claims();
    }
}
