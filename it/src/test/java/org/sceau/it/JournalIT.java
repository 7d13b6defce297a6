package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.it.journal.JournalHarness;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.OperatorView;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.GivenCheckpoint;

/** The journal's tools, against the packaged program. */
class JournalIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void aLargeJournalIsVerifiedWithLittleMemory() throws IOException, InterruptedException {
        JournalHarness.Report report = JournalHarness.run(directory, 20_000, 20, "-Xmx256m");

        assertThat(report.exit()).isZero();
        assertThat(report.peakResidentMegabytes()).isPositive().isLessThan(512);
        assertThat(report.peakHeapMegabytes()).isPositive().isLessThan(256);
    }

    @Test
    void anOperatorKeepsACheckpointAndProvesLaterThatNothingWasChanged() throws IOException, InterruptedException {
        Path folder = directory.resolve("gateway");
        String head = directory.resolve("head").toString();
        String live = directory.resolve("live.jsonl").toString();
        String anchors = folder.resolve("trust/anchors.pem").toString();
        try (Clinics clinics = Clinics.create(folder);
                GatewayProcess gateway = GatewayProcess.start(folder, List.of("-Xmx512m"), Map.of())) {
            Files.writeString(Path.of(head), journal(folder, "head").out());
            send(clinics, gateway);

            assertThat(journal(folder, "consistency", head, now(gateway)).exit())
                    .isZero();
            assertThat(journal(folder, "consistency", head, "1000000").exit()).isEqualTo(1);
            assertThat(journal(folder, "export", live).exit()).isZero();
            assertThat(journal(folder, "export", live).exit()).isEqualTo(7);
            prove(folder, gateway, anchors);
        }
        assertThat(verify(live, anchors, head).exit()).isZero();
        String closed = directory.resolve("closed.jsonl").toString();
        assertThat(journal(folder, "export", closed).exit()).isZero();
        assertThat(verify(closed, anchors, head).exit()).isZero();

        String text = Files.readString(Path.of(closed));
        Files.writeString(Path.of(closed), text.replaceFirst("SubmissionAcceptance", "SubmissionRejection"));
        CommandRun altered = verify(closed, anchors, head);
        assertThat(altered.exit()).isEqualTo(1);
        assertThat(JSON.readTree(altered.out()).at("/findings/0/fault").asText())
                .isEqualTo("entry-altered");
    }

    private void prove(Path folder, GatewayProcess gateway, String anchors) throws IOException, InterruptedException {
        OperatorView operator = gateway.operator();
        String transfer =
                operator.get("/api/transfers?limit=1").at("/transfers/0/id").asText();
        JsonNode receipt =
                operator.get("/api/transfers/" + transfer + "/receipts").at("/receipts/0/id");
        Path proof = directory.resolve("proof.json");

        Files.writeString(proof, journal(folder, "prove", receipt.asText()).out(), StandardCharsets.UTF_8);

        assertThat(CommandRun.sceau("verify", proof.toString(), "--trust", anchors)
                        .exit())
                .isZero();
        assertThat(journal(folder, "prove", "00000000-0000-4000-8000-000000000000")
                        .exit())
                .isEqualTo(4);
    }

    private static String now(GatewayProcess gateway) throws IOException, InterruptedException {
        String note = gateway.operator().text("/checkpoint");
        return Long.toString(GivenCheckpoint.decode("now", note.getBytes(StandardCharsets.UTF_8))
                .checkpoint()
                .body()
                .size());
    }

    private void send(Clinics clinics, GatewayProcess gateway) throws IOException, InterruptedException {
        Path laboratory = clinics.directory().resolve("parties/labo");
        CommandRun sent = CommandRun.send(SampleReport.of(700_001, 1_000), gateway.fhir(), laboratory, directory);
        assertThat(sent.exit()).as(sent.err()).isZero();
    }

    private static CommandRun journal(Path folder, String command, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("journal", command));
        line.addAll(List.of(arguments));
        line.addAll(List.of("-d", folder.toString()));
        return CommandRun.sceau(line.toArray(String[]::new));
    }

    private static CommandRun verify(String file, String anchors, String checkpoint)
            throws IOException, InterruptedException {
        return CommandRun.sceau("journal", "verify", file, "--trust", anchors, "--checkpoint", checkpoint, "--json");
    }
}
