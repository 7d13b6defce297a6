package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.it.support.GatewayProcess;
import org.sceau.profiles.SampleReport;

/** An operator retires the master key of the packaged program, which is killed after every step. */
class RetiredMasterIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void documentsFromBeforeAreDeliveredOnceTheFormerMasterKeyIsGone() throws Exception {
        List<SampleReport> reports = List.of(SampleReport.of(610_001, 20_000), SampleReport.of(610_002, 300_000));
        try (Clinics clinics = Clinics.create(directory.resolve("gateway"))) {
            running(gateway -> {
                assertThat(sceau("routes", "pause", "resultats").exit()).isZero();
                for (SampleReport report : reports) {
                    CommandRun sent = send(gateway, report);
                    assertThat(sent.exit()).as(sent.err()).isZero();
                }
            });

            String next = json("keys", "gen-master").path("master").asText();
            running(gateway -> {
                CommandRun needed = sceau("keys", "forget", "master");
                assertThat(needed.exit()).isEqualTo(7);
                assertThat(needed.err()).contains("sceau keys rewrap");
                assertThat(sceau("keys", "forget", next).exit()).isEqualTo(7);
                assertThat(keys(masters(gateway), "master")).isPositive();
                assertThat(keys(masters(gateway), next)).isZero();

                JsonNode done = json("keys", "rewrap");
                assertThat(done.path("keys").asLong()).isPositive().isEqualTo(keys(masters(gateway), next));
                assertThat(done.path("unopened")).isEmpty();
            });

            running(_ -> {
                CommandRun again = sceau("keys", "rewrap");
                assertThat(again.exit()).as(again.err()).isZero();
                assertThat(again.err()).contains("wrapped anew: 0", "sceau keys forget master");
                CommandRun unconfirmed = sceau("keys", "forget", "master");
                assertThat(unconfirmed.exit()).isEqualTo(6);
                assertThat(unconfirmed.err()).contains("backup", "--confirm master");
                assertThat(sceau("keys", "forget", "master", "--confirm", next).exit())
                        .isEqualTo(6);
                assertThat(sceau("keys", "list").out()).contains("former");
                CommandRun forgotten = sceau("keys", "forget", "master", "--confirm", "master");
                assertThat(forgotten.exit()).as(forgotten.err()).isZero();
                assertThat(sceau("keys", "forget", "master").exit()).isEqualTo(4);
                assertThat(sceau("keys", "list").out()).contains("master").doesNotContain("former");
            });

            running(gateway -> {
                assertThat(masters(gateway).path("masterKeys").findValuesAsText("master"))
                        .containsExactly(next);
                assertThat(sceau("routes", "resume", "resultats").exit()).isZero();
                for (SampleReport report : reports) {
                    await().atMost(PATIENCE).until(() -> received(clinics, report) == 1);
                }
            });
        }
    }

    @FunctionalInterface
    private interface Steps {
        void with(GatewayProcess gateway) throws Exception;
    }

    private void running(Steps steps) throws Exception {
        GatewayProcess gateway = GatewayProcess.start(directory.resolve("gateway"), List.of("-Xmx512m"), Map.of());
        try {
            steps.with(gateway);
        } finally {
            gateway.kill();
        }
    }

    private CommandRun sceau(String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("-d", directory.resolve("gateway").toString()));
        return CommandRun.sceau(arguments.toArray(String[]::new));
    }

    private JsonNode json(String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add("--json");
        CommandRun run = sceau(arguments.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    private static JsonNode masters(GatewayProcess gateway) throws IOException, InterruptedException {
        return gateway.operator().get("/api/keys");
    }

    private static long keys(JsonNode masters, String master) {
        for (JsonNode use : masters.path("masterKeys")) {
            if (use.path("master").asText().equals(master)) {
                return use.path("keys").asLong();
            }
        }
        return -1;
    }

    private CommandRun send(GatewayProcess gateway, SampleReport report) throws IOException, InterruptedException {
        return CommandRun.send(report, gateway.fhir(), directory.resolve("gateway/parties/labo"), directory);
    }

    private static long received(Clinics clinics, SampleReport report) {
        return clinics.hospital().documents().stream()
                .filter(document -> document.uniqueId().equals(report.pdfId()))
                .count();
    }
}
