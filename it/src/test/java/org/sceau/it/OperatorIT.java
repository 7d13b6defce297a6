package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.profiles.SampleReport;

/** What an operator does with the command line, against the packaged program. */
class OperatorIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path temporary;

    @RegisterExtension
    private static final OneGateway ONE = new OneGateway();

    private static String directory() {
        return ONE.directory().toString();
    }

    @Test
    void aPausedRouteAcceptsAndQueuesAndDeliversOnceResumed() throws IOException, InterruptedException {
        SampleReport report = SampleReport.of(600_001, 20_000);

        assertThat(CommandRun.sceau("routes", "pause", "resultats", "-d", directory())
                        .exit())
                .isZero();
        assertThat(json("routes", "list").at("/routes/0/state").asText()).isEqualTo("paused");

        CommandRun sent = send(report);
        assertThat(sent.exit()).as(sent.err()).isZero();
        JsonNode queued = json("transfers", "list", "--state", "queued").path("transfers");
        assertThat(queued).hasSize(1);
        assertThat(queued.at("/0/deliveries").findValuesAsText("state")).containsOnly("queued");
        assertThat(received(report)).isZero();

        assertThat(CommandRun.sceau("routes", "resume", "resultats", "-d", directory())
                        .exit())
                .isZero();
        assertThat(json("routes", "list").at("/routes/0/state").asText()).isEqualTo("running");
        await().atMost(PATIENCE).until(() -> received(report) == 1);
        String id = queued.at("/0/id").asText();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                json("transfers", "show", id).path("deliveries").findValuesAsText("state"))
                        .hasSize(2)
                        .isSubsetOf("consigned", "relayed"));
    }

    @Test
    void showsTransfersAsMetadataOnly() throws IOException, InterruptedException {
        SampleReport report = SampleReport.of(600_002, 1_000);
        assertThat(send(report).exit()).isZero();

        CommandRun list = CommandRun.sceau("transfers", "list", "-d", directory());

        assertThat(list.exit()).isZero();
        assertThat(list.out()).contains("labo", "hopital", "resultats");
        assertThat(list.out())
                .doesNotContain(report.patient().value())
                .doesNotContain(report.patient().family());
    }

    @Test
    void aReceiptIsShownExportedInEveryFormAndRefreshed() throws Exception {
        assertThat(send(SampleReport.of(600_006, 1_000)).exit()).isZero();
        String transfer = json("transfers", "list").at("/transfers/0/id").asText();
        JsonNode receipts = ONE.process().operator().get("/api/transfers/" + transfer + "/receipts");
        String id = receipts.at("/receipts/0/id").asText();

        CommandRun shown = CommandRun.sceau("receipt", "show", id, "-d", directory());
        assertThat(shown.exit()).as(shown.err()).isZero();
        assertThat(shown.out()).contains("SubmissionAcceptance", id, "Not proved by this file");

        String anchors = ONE.directory().resolve("trust/anchors.pem").toString();
        for (String form : List.of("json", "fhir", "fhir_xml", "cose")) {
            String file = temporary.resolve("receipt." + form).toString();
            CommandRun written =
                    CommandRun.sceau("receipt", "export", id, "--form", form, "--out", file, "-d", directory());
            assertThat(written.exit()).as(written.err()).isZero();
            CommandRun verified = CommandRun.sceau("verify", file, "--trust", anchors, "--json");
            assertThat(verified.exit()).as(form + verified.out()).isZero();
            assertThat(JSON.readTree(verified.out()).at("/entry/id").asText()).isEqualTo(id);
        }
        String pdf = temporary.resolve("receipt.pdf").toString();
        String held = temporary.resolve("receipt.fhir").toString();
        assertThat(CommandRun.sceau("receipt", "export", held, "--form", "pdf", "--out", pdf, "-d", directory())
                        .exit())
                .isZero();
        assertThat(Files.readString(Path.of(pdf), java.nio.charset.StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");

        byte[] before = Files.readAllBytes(Path.of(held));
        CommandRun refreshed = CommandRun.sceau("receipt", "refresh", held, "-d", directory());
        assertThat(refreshed.exit()).isIn(0, 8);
        if (refreshed.exit() == 8) {
            assertThat(refreshed.err()).contains("not yet time-stamped");
            assertThat(Files.readAllBytes(Path.of(held))).isEqualTo(before);
        }
        assertThat(CommandRun.sceau("verify", held, "--trust", anchors).exit()).isZero();
    }

    @Test
    void aReceiptThatIsNotOneIsNeitherShownNorReplaced() throws IOException, InterruptedException {
        String nobody = "00000000-0000-4000-8000-000000000000";
        Path broken = file("no-receipt.json", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(CommandRun.sceau("receipt", "show", nobody, "-d", directory())
                        .exit())
                .isEqualTo(4);
        assertThat(CommandRun.sceau("receipt", "show", "nothing", "-d", directory())
                        .exit())
                .isEqualTo(2);
        assertThat(CommandRun.sceau("receipt", "refresh", broken.toString(), "-d", directory())
                        .exit())
                .isEqualTo(1);
        assertThat(Files.readString(broken)).isEqualTo("{}");
    }

    @Test
    void whatIsNotThereEndsWithFour() throws IOException, InterruptedException {
        String nobody = "00000000-0000-4000-8000-000000000000";

        assertThat(CommandRun.sceau("transfers", "show", nobody, "-d", directory())
                        .exit())
                .isEqualTo(4);
        assertThat(CommandRun.sceau("transfers", "retry", nobody, "-d", directory())
                        .exit())
                .isEqualTo(4);
        assertThat(CommandRun.sceau("routes", "pause", "nulle-part", "-d", directory())
                        .exit())
                .isEqualTo(4);
    }

    @Test
    void whatIsNotParkedCannotBeRetried() throws IOException, InterruptedException {
        SampleReport report = SampleReport.of(600_005, 1_000);
        assertThat(send(report).exit()).isZero();
        String delivery =
                json("transfers", "list").at("/transfers/0/deliveries/0/id").asText();

        CommandRun retry = CommandRun.sceau("transfers", "retry", delivery, "-d", directory());

        assertThat(retry.exit()).isEqualTo(7);
        assertThat(retry.err()).contains("sceau transfers show");
    }

    @Test
    void aRunningGatewaySaysHowItIs() throws IOException, InterruptedException {
        CommandRun text = CommandRun.sceau("status", "-d", directory());
        JsonNode status = json("status");

        assertThat(text.exit()).isZero();
        assertThat(text.out()).contains("node", "log", "deliveries");
        assertThat(status.path("deliveries").isObject()).isTrue();
        assertThat(status.path("paused").isInt()).isTrue();
    }

    @Test
    void whereNoneRunsTheCommandsEndWithFive() throws IOException, InterruptedException {
        CommandRun run =
                CommandRun.sceau("status", "-d", temporary.resolve("nowhere").toString());

        assertThat(run.exit()).isEqualTo(5);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("sceau up");
    }

    @Test
    void aMadeDirectoryIsInOrderAndIsNotOverwritten() throws IOException, InterruptedException {
        Path made = temporary.resolve("made");

        assertThat(CommandRun.sceau("init", made.toString()).exit()).isZero();
        assertThat(CommandRun.sceau("check", made.toString()).exit()).isZero();
        assertThat(CommandRun.sceau("init", made.toString()).exit()).isEqualTo(7);
    }

    @Test
    void aConfigurationErrorIsNamedByFileAndLine() throws IOException, InterruptedException {
        Path made = temporary.resolve("wrong");
        assertThat(CommandRun.sceau("init", made.toString()).exit()).isZero();
        Path route = made.resolve("conf/routes/resultats.yaml");
        List<String> lines = Files.readAllLines(route);
        int line = 1 + lines.indexOf("mode: custody");
        Files.writeString(route, Files.readString(route).replace("mode: custody", "mode: custodi"));

        CommandRun check = CommandRun.sceau("check", made.toString());
        CommandRun json = CommandRun.sceau("check", "--json", made.toString());

        assertThat(line).isPositive();
        assertThat(check.exit()).isEqualTo(3);
        assertThat(check.out()).contains("resultats.yaml:" + line + ":").contains("custody");
        assertThat(JSON.readTree(json.out()).at("/errors/0/line").asInt()).isEqualTo(line);
    }

    @Test
    void saysWhereABundleWouldGoAndWhyAnotherWouldNot() throws IOException, InterruptedException {
        SampleReport report = SampleReport.of(600_003, 1_000);
        Path bundle = file("explained.json", report.transaction(SampleReport.Carrying.PDF));
        Path broken =
                file("broken.json", "{\"resourceType\":\"Bundle\",}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        CommandRun granted = explain(bundle, "labo");
        CommandRun refused = explain(bundle, "hopital");
        CommandRun unreadable = explain(broken, "labo");
        CommandRun unknown = explain(bundle, "personne");

        assertThat(granted.exit()).as(granted.err()).isZero();
        assertThat(granted.out())
                .contains("resultats", "hopital", "quality by: structure: certificate")
                .contains("partners-submit", "recipients-receive", "access:partners-submit");
        assertThat(refused.exit()).as(refused.out() + refused.err()).isEqualTo(1);
        assertThat(refused.err()).contains("SC-3006");
        assertThat(unreadable.exit()).isEqualTo(1);
        assertThat(unreadable.err()).contains("SC-1001");
        assertThat(unknown.exit()).isEqualTo(4);
    }

    @Test
    void derivesWhatTheAccessRulesWouldAnswer() throws IOException, InterruptedException {
        CommandRun granted = whatIf("--action", "find", "--label", "R");
        CommandRun refused = whatIf("--relation", "other", "--json");
        CommandRun unknown = whatIf("--purpose", "curiosity");

        assertThat(granted.exit()).as(granted.err()).isZero();
        assertThat(granted.out()).contains("own-documents", "access:own-documents");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).contains("access/default:refuse", "documents.relation");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("etreat");
    }

    private static CommandRun whatIf(String... supposed) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("explain", "--from", "hopital", "-d", directory()));
        words.addAll(List.of(supposed));
        return CommandRun.sceau(words.toArray(String[]::new));
    }

    @Test
    void saysWhatAFileIsAndShowsNothingOfThePatient() throws IOException, InterruptedException {
        SampleReport report = SampleReport.of(600_004, 1_000);
        Path bundle = file("inspected.json", report.transaction(SampleReport.Carrying.BOTH));
        Path nothing = file("nothing.bin", new byte[] {1, 2, 3});

        CommandRun run = CommandRun.sceau("inspect", bundle.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("FHIR Bundle", "transaction", "DocumentReference")
                .doesNotContain(report.patient().value())
                .doesNotContain(report.patient().family());
        assertThat(CommandRun.sceau("inspect", nothing.toString()).exit()).isEqualTo(1);
        assertThat(CommandRun.sceau("inspect", temporary.resolve("absent").toString())
                        .exit())
                .isEqualTo(2);
    }

    @Test
    void anEvidenceFileIsMadeForAPartyAndVerifiesByItself() throws IOException, InterruptedException {
        SampleReport report = SampleReport.of(600_006, 1_000);
        assertThat(send(report).exit()).isZero();
        String transfer = json("transfers", "list").at("/transfers/0/id").asText();
        Path file = temporary.resolve("evidence.asice");

        CommandRun made = evidence(transfer, "labo", file);
        CommandRun verified = CommandRun.sceau(
                "verify",
                file.toString(),
                "--trust",
                ONE.clinics().directory().resolve("trust/anchors.pem").toString(),
                "--json");
        JsonNode verdict = JSON.readTree(verified.out());

        assertThat(made.exit()).as(made.err()).isZero();
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        assertThat(verdict.path("kind").asText()).isEqualTo("evidence");
        assertThat(verdict.path("for").asText()).isEqualTo("sender");
        assertThat(verdict.path("outcomes").size()).isEqualTo(2);
        assertThat(evidence(transfer, "personne", file).exit()).isEqualTo(4);
    }

    private static CommandRun evidence(String transfer, String party, Path file)
            throws IOException, InterruptedException {
        return CommandRun.sceau("evidence", transfer, "--for", party, "--out", file.toString(), "-d", directory());
    }

    private static CommandRun explain(Path bundle, String sender) throws IOException, InterruptedException {
        return CommandRun.sceau("explain", bundle.toString(), "--from", sender, "-d", directory());
    }

    private static CommandRun send(SampleReport report) throws IOException, InterruptedException {
        Path laboratory = ONE.clinics().directory().resolve("parties/labo");
        return CommandRun.send(report, ONE.process().fhir(), laboratory, temporary);
    }

    private static Path file(String name, byte[] content) throws IOException {
        return Files.write(temporary.resolve(name), content);
    }

    private static long received(SampleReport report) {
        return ONE.clinics().hospital().documents().stream()
                .filter(document -> document.uniqueId().equals(report.pdfId()))
                .count();
    }

    private static JsonNode json(String... command) throws IOException, InterruptedException {
        List<String> arguments = new java.util.ArrayList<>(List.of(command));
        arguments.addAll(List.of("--json", "-d", directory()));
        CommandRun run = CommandRun.sceau(arguments.toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }
}
