package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.ledger.TransferLine;
import org.sceau.proof.Claims;
import org.sceau.proof.Limit;
import org.sceau.proof.TimeStamped;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.TransferId;

/** A route that wants time-stamps over signatures: a real gateway, the built-in authority over real HTTP. */
class SignatureStampedTest {
    @TempDir
    Path directory;

    @Test
    void aSignatureWaitsForNobodyAndIsTimeStampedOnceThereIsAnAuthority() throws Exception {
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls())) {
            Path route = directory.resolve("conf/routes/resultats.yaml");
            Files.writeString(route, Files.readString(route) + "\ntime-stamp: document\n");
            Path settings = directory.resolve("conf/gateway.yaml");
            String configured = Files.readString(settings);
            Files.writeString(settings, RunningClinics.withoutAuthority(configured));
            TransferId transfer;

            try (Gateway gateway = RunningClinics.gateway(directory)) {
                assertThat(RunningClinics.submit(laboratory, gateway, 1).statusCode())
                        .isEqualTo(200);
                await().until(() -> RunningClinics.transfers(gateway).stream()
                        .flatMap(line -> line.deliveries().stream())
                        .allMatch(delivery -> delivery.state() == DeliveryState.CONSIGNED));
                transfer = RunningClinics.transfers(gateway).stream()
                        .map(TransferLine::id)
                        .findFirst()
                        .orElseThrow();

                assertThat(gateway.stampSignatures()).isFalse();
                Claims.OfEvidence claims = evidence(laboratory, gateway, transfer);
                assertThat(claims.signature().orElseThrow().stamped()).isEmpty();
                assertThat(claims.limits()).contains(Limit.TIME_NOT_STAMPED);
            }
            Files.writeString(settings, configured);

            try (Gateway gateway = RunningClinics.gateway(directory)) {
                await().atMost(Duration.ofSeconds(60)).until(gateway::stampSignatures);
                Claims.OfEvidence claims = evidence(laboratory, gateway, transfer);
                assertThat(claims.signature().flatMap(Claims.OfSignature::stamped))
                        .map(TimeStamped::authority)
                        .hasValueSatisfying(authority -> assertThat(authority).contains("Tiers horodateur (fictif)"));
                assertThat(claims.signature().orElseThrow().limits())
                        .as("time-stamped, with the revocation lists of the day")
                        .doesNotContain(Limit.TIME_NOT_STAMPED, Limit.REVOCATION_NOT_CHECKED);
                assertThat(claims.documents())
                        .filteredOn(finding -> finding.name().equals("signature"))
                        .extracting(finding -> finding.state().code())
                        .containsExactly("intact");
                JsonNode status = status(laboratory, gateway);
                assertThat(status.path("signatureTimeStampLagSeconds").asInt(-1))
                        .isZero();
                assertThat(status.path("signatureTimeStampsMissed").asInt(-1)).isZero();
                assertThat(text(laboratory, gateway, "/observe/metrics"))
                        .contains("\nsceau_signature_time_stamp_lag_seconds 0\n");
            }
        }
    }

    private Claims.OfEvidence evidence(HttpClient laboratory, Gateway gateway, TransferId transfer) throws Exception {
        URI address = URI.create(gateway.base() + "/Evidence/" + transfer + "?documents=clear");
        HttpResponse<byte[]> answer =
                RunningClinics.send(laboratory, HttpRequest.newBuilder(address).build());
        assertThat(answer.statusCode()).as(RunningClinics.text(answer)).isEqualTo(200);
        TrustAnchors anchors =
                TrustAnchors.ofPem(Files.readString(directory.resolve("trust/anchors.pem"), StandardCharsets.US_ASCII));
        Verdict verdict = Verifier.verify(new ByteArrayInputStream(answer.body()), anchors, List.of());
        assertThat(verdict).isInstanceOf(Verdict.Proved.class);
        return (Claims.OfEvidence) ((Verdict.Proved) verdict).claims();
    }

    private static JsonNode status(HttpClient client, Gateway gateway) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(text(client, gateway, "/api/status"));
    }

    private static String text(HttpClient client, Gateway gateway, String path)
            throws IOException, InterruptedException {
        return client.send(RunningClinics.operator(gateway, path).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
