package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.PartnerClient;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.OperatorView;
import org.sceau.it.support.ReceiptCheck;
import org.sceau.it.support.TokenFolder;
import org.sceau.it.support.Traffic;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.Digest;

/** A gateway whose seal, TLS, AUTH and CONF key are in a SoftHSM2 token and nowhere else. */
class TokenIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SMALL = 30_000;

    @TempDir
    Path directory;

    @Test
    void theTokenIsTakenAwayUnderTrafficAndNothingIsSealedUntilItIsBack() throws IOException, InterruptedException {
        assumeTrue(TokenFolder.installed(), "SoftHSM2 or OpenSC is not installed (Debian: softhsm2, opensc)");
        try (Clinics clinics = Clinics.create(directory.resolve("gateway"))) {
            TokenFolder token = TokenFolder.of(clinics.directory());
            Path yaml = clinics.directory().resolve("conf/gateway.yaml");
            Files.writeString( // what was under way when the token went is taken up when its lease has ended
                    yaml,
                    Files.readString(yaml)
                            + "delivery: {connect: 1s, answer: 2s, lease: 10s, sweep: 300ms, workers: 2}\n");
            try (GatewayProcess gateway =
                            GatewayProcess.start(clinics.directory(), List.of("-Xmx256m"), token.environment());
                    PartnerClient laboratory = new PartnerClient(clinics.fhir(), clinics.laboratoryTls());
                    Traffic traffic = new Traffic(
                            clinics.fhir(),
                            clinics.laboratoryTls(),
                            new Traffic.Documents(720_000, _ -> SMALL, 50, false),
                            () -> 0)) {
                OperatorView operator = gateway.operator();
                assertThat(submit(laboratory, 710_001).status()).isEqualTo(200);
                everyKeyIsInTheToken(operator);

                traffic.start(2);
                traffic.awaitAnother();
                token.remove();
                await().atMost(PATIENCE).until(() -> state(operator).equals("away"));
                int accepted = traffic.accepted().size();
                PartnerClient.Answer refused = submit(laboratory, 710_002);
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.body().toString()).contains("SC-7004");
                assertThat(operator.metric("sceau_token_present")).isZero();
                assertThat(traffic.accepted()).hasSize(accepted);

                token.putBack();
                traffic.awaitAnother();
                assertThat(state(operator)).isEqualTo("present");
                traffic.finish();
                assertThat(operator.awaitAllEnded(PATIENCE)).isEmpty();
                everyDeliveryEndedWell(operator);
                everyReceiptVerifies(clinics, laboratory, traffic);
                assertThat(traffic.refusals()).isZero();
                anEnvelopeOpens(clinics, token, traffic.accepted().iterator().next());
            }
            theCommandsSeeTheToken(clinics, token);
            assertThat(Files.readString(clinics.directory().resolve("gateway.out")))
                    .contains("event=token-away")
                    .contains("event=token-back")
                    .doesNotContain(TokenFolder.pin());
        }
    }

    private void anEnvelopeOpens(Clinics clinics, TokenFolder token, Traffic.Accepted accepted)
            throws IOException, InterruptedException {
        Path envelope = clinics.hospital()
                .inbox()
                .find(accepted.document())
                .orElseThrow()
                .file();
        Path clear = directory.resolve("clear");

        CommandRun opened = sceau(clinics, token, "open " + envelope + " --out " + clear);

        assertThat(opened.exit()).as(opened.err()).isZero();
        assertThat(Digest.sha256(Files.readAllBytes(clear))).isEqualTo(accepted.sha256());
    }

    private void theCommandsSeeTheToken(Clinics clinics, TokenFolder token) throws IOException, InterruptedException {
        CommandRun checked = sceau(clinics, token, "keys check");
        assertThat(checked.exit()).as(checked.err()).isZero();
        CommandRun rotated = sceau(clinics, token, "keys rotate seal --json --out " + directory.resolve("seal.csr"));
        assertThat(rotated.exit()).as(rotated.err()).isZero();
        assertThat(directory.resolve("seal.csr")).content().startsWith("-----BEGIN CERTIFICATE REQUEST-----");
        CommandRun listed = sceau(clinics, token, "keys list");
        assertThat(listed.out()).contains("in-force").contains("waits");
        assertThat(listed.out().lines().filter(line -> line.contains(" file ")))
                .as("a token has no mechanism for the master key")
                .singleElement(STRING)
                .startsWith("master ");
        Path pin = clinics.directory().resolve("keys/pin");
        Files.writeString(pin, "00000000\n");
        CommandRun refused = sceau(clinics, token, "keys check");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err())
                .contains("refuses the PIN")
                .doesNotContain("00000000")
                .doesNotContain(TokenFolder.pin());
        assertThat(sceau(clinics, token, "keys check", "fr_FR.UTF-8").err()).contains("refuse le PIN");
        Files.writeString(pin, TokenFolder.pin() + "\n");
        assertThat(checked(clinics, token).exit()).isZero();
        token.remove();
        assertThat(sceau(clinics, token, "keys list").exit()).isEqualTo(3);
        assertThat(checked(clinics, token).exit()).isEqualTo(3);
        token.putBack();
    }

    private static CommandRun checked(Clinics clinics, TokenFolder token) throws IOException, InterruptedException {
        return CommandRun.shell("SOFTHSM2_CONF=" + token.environment().get("SOFTHSM2_CONF") + " "
                + GatewayProcess.launcher() + " check " + clinics.directory());
    }

    private static CommandRun sceau(Clinics clinics, TokenFolder token, String words)
            throws IOException, InterruptedException {
        return sceau(clinics, token, words, "C.UTF-8");
    }

    private static CommandRun sceau(Clinics clinics, TokenFolder token, String words, String language)
            throws IOException, InterruptedException {
        return CommandRun.shell("LC_ALL=" + language + " SOFTHSM2_CONF="
                + token.environment().get("SOFTHSM2_CONF") + " " + GatewayProcess.launcher() + " " + words + " -d "
                + clinics.directory());
    }

    private static PartnerClient.Answer submit(PartnerClient laboratory, long seed)
            throws IOException, InterruptedException {
        return laboratory.submit(SampleReport.of(seed, SMALL).transaction(SampleReport.Carrying.PDF));
    }

    private static void everyKeyIsInTheToken(OperatorView operator) throws IOException, InterruptedException {
        JsonNode status = operator.get("/api/status");
        assertThat(status.path("keys"))
                .allSatisfy(key -> assertThat(key.path("place").asText()).isEqualTo("token"))
                .extracting(key -> key.path("role").asText())
                .containsExactly("seal", "server", "client", "confidentiality");
        assertThat(status.path("tokenState").asText()).isEqualTo("present");
        assertThat(status.path("softwareKeys")).isNotEmpty();
    }

    private static String state(OperatorView operator) throws IOException, InterruptedException {
        return operator.get("/api/status").path("tokenState").asText();
    }

    private static void everyDeliveryEndedWell(OperatorView operator) throws IOException, InterruptedException {
        Set<String> states = new HashSet<>();
        operator.get("/api/status").path("deliveries").properties().forEach(state -> {
            if (state.getValue().asLong() > 0) {
                states.add(state.getKey());
            }
        });
        assertThat(states).isNotEmpty().isSubsetOf("consigned", "relayed");
    }

    private static void everyReceiptVerifies(Clinics clinics, PartnerClient laboratory, Traffic traffic)
            throws IOException, InterruptedException {
        ReceiptCheck check = new ReceiptCheck(clinics.anchors());
        assertThat(traffic.accepted()).isNotEmpty();
        for (Traffic.Accepted accepted : traffic.accepted()) {
            URI receipt = accepted.receipt().orElseThrow();
            try (InputStream body = laboratory
                    .get(receipt, "application/vnd.sceau.receipt+json")
                    .body()) {
                assertThat(check.verify("acceptance", body.readAllBytes())).isEmpty();
            }
        }
        assertThat(check.contradictions()).isEmpty();
    }
}
