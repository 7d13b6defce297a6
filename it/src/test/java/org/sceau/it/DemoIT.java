package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.proof.cli.VerifyMain;

/** The demonstration as a user runs it, and what {@code sceau verify} says once one value has been altered. */
class DemoIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path temporary;

    private static Path demo = Path.of("");
    private static CommandRun run = new CommandRun(-1, "", "");

    @BeforeAll
    static void runTheDemonstration() throws IOException, InterruptedException {
        demo = temporary.resolve("demo");
        run = CommandRun.sceau("demo", "--dir", demo.toString());
    }

    @Test
    void endsWellAndSaysEachStepWithItsTime() {
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.matches("ok .*[0-9]+\\.[0-9]{2} s")))
                .hasSize(11);
        assertThat(run.err())
                .doesNotContain("KO")
                .contains(demo.resolve("evidence").toString());
        assertThat(run.err()).contains("1.").contains("2.").contains("3.");
    }

    @Test
    void withJsonNamesWhatAClientOfOnesOwnNeeds() throws IOException, InterruptedException {
        CommandRun other = CommandRun.sceau(
                "demo", "--json", "--dir", temporary.resolve("other").toString());

        assertThat(other.exit()).as(other.err()).isZero();
        JsonNode document = JSON.readTree(other.out());
        assertThat(document.path("fhir").asText()).startsWith("https://localhost:");
        assertThat(document.path("management").asText()).startsWith("http://127.0.0.1:");
        assertThat(Path.of(document.path("anchors").asText())).isRegularFile();
        assertThat(Path.of(document.path("data").asText())).isDirectory();
        assertThat(Path.of(document.path("evidence").asText())).isDirectory();
        assertThat(document.path("parties").size()).isGreaterThanOrEqualTo(3);
        for (JsonNode party : document.path("parties")) {
            assertThat(Path.of(party.path("keyStore").asText())).isRegularFile();
            assertThat(Path.of(party.path("passphraseFile").asText())).isRegularFile();
        }
        assertThat(document.path("receipts").size()).isGreaterThanOrEqualTo(3);
        for (JsonNode receipt : document.path("receipts")) {
            assertThat(Path.of(receipt.asText())).isRegularFile();
        }
    }

    @Test
    void aBundleOfOnesOwnIsSentWhomeverItNames() throws IOException, InterruptedException {
        JsonNode bundle = JSON.readTree(demo.resolve("sent.json").toFile());
        for (JsonNode entry : bundle.path("entry")) {
            for (Iterator<JsonNode> extensions = entry.at("/resource/extension").elements(); extensions.hasNext(); ) {
                if (extensions.next().path("url").asText().contains("intendedRecipient")) {
                    extensions.remove();
                }
            }
            if (entry.at("/resource/extension").isEmpty()) { // FHIR knows no empty array
                ((ObjectNode) entry.path("resource")).remove("extension");
            }
            for (Iterator<JsonNode> contained = entry.at("/resource/contained").elements(); contained.hasNext(); ) {
                if (contained.next().path("id").asText().equals("recipient")) {
                    contained.remove(); // nor a contained resource that nothing names
                }
            }
        }
        Path own = temporary.resolve("own.json");
        JSON.writeValue(own.toFile(), bundle);
        Path other = temporary.resolve("own");

        CommandRun sent = CommandRun.sceau("demo", "--file", own.toString(), "--dir", other.toString());

        assertThat(Files.readString(own)).doesNotContain("intendedRecipient");
        assertThat(sent.exit()).as(sent.err()).isZero();
        assertThat(sent.err()).doesNotContain("KO");
    }

    @Test
    void aFileThatIsNoTransactionStartsNothing() throws IOException, InterruptedException {
        Path own = Files.writeString(temporary.resolve("no.json"), "not JSON");

        CommandRun refused = CommandRun.sceau(
                "demo",
                "--file",
                own.toString(),
                "--dir",
                temporary.resolve("no").toString());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains(own.toString()).contains("SC-1001");
    }

    @Test
    void everyReceiptVerifiesAsItIs() throws IOException {
        for (Path receipt : receipts()) {
            assertThat(verify(receipt).exit()).as(receipt.toString()).isZero();
        }
    }

    @Test
    void anAlteredEntryIsRefutedByItsPath() throws IOException {
        // an entry and its path vouch for each other: which of the two was altered nobody can tell
        assertRefuted("inclusion", text -> replacedOnce(text, "\"time\":\"2(?=[0-9]{3}-)", "\"time\":\"3"));
        assertRefuted("inclusion", text -> replacedOnce(text, "\"decision\":\"(?=[^\"])", "\"decision\":\"x"));
    }

    @Test
    void anAlteredOpeningIsNamed() throws IOException {
        assertRefuted("opening", text -> flipped(text, "\"salt\":\""));
    }

    @Test
    void anAlteredPathIsNamed() throws IOException {
        assertRefuted("inclusion", text -> flipped(text, "\"path\":[\""));
    }

    @Test
    void anAlteredCheckpointIsNamed() throws IOException {
        assertRefuted("checkpoint", text -> flipped(text, "\"checkpoint\":\"sceau/log/[^\\\\]+\\\\n[0-9]+\\\\n"));
    }

    @Test
    void anAlteredSealIsNamed() throws IOException {
        assertRefuted("seal", text -> flipped(text, "\"seal\":\\{.*?\"signature\":\""));
    }

    @Test
    void anAlteredDocumentIsNamedByReceiptAndBySignature() throws IOException {
        Path delivered = demo.resolve("evidence/opened-0");
        byte[] bytes = Files.readAllBytes(delivered);
        bytes[bytes.length / 2] ^= 1;
        Path altered = Files.write(temporary.resolve("altered-document"), bytes);

        for (String evidence : List.of("acceptance.json", "signature.json")) {
            Path file = demo.resolve("evidence").resolve(evidence);
            assertThat(verify(file, "--document", delivered.toString()).exit())
                    .as(evidence)
                    .isZero();
            CommandRun verdict = verify(file, "--document", altered.toString());
            assertThat(verdict.exit()).as(evidence).isEqualTo(1);
            assertThat(JSON.readTree(verdict.out()).path("part").asText())
                    .as(evidence)
                    .isEqualTo("document");
        }
    }

    @Test
    void theCommandTellsAPersonWhatIsWrong() throws IOException, InterruptedException {
        Path receipt = demo.resolve("evidence/acceptance.json");
        Path altered = temporary.resolve("altered-for-a-person.json");
        Files.writeString(altered, flipped(Files.readString(receipt), "\"salt\":\""));

        CommandRun genuine = CommandRun.sceau("verify", receipt.toString(), "--trust", anchors());
        CommandRun verdict = CommandRun.sceau("verify", altered.toString(), "--trust", anchors());

        assertThat(genuine.exit()).isZero();
        assertThat(verdict.exit()).isEqualTo(1);
        assertThat(verdict.out()).contains("NOT PROVED").contains("opening");
    }

    private static void assertRefuted(String part, UnaryOperator<String> alteration) throws IOException {
        Path altered = temporary.resolve("altered.json");
        int tried = 0;
        for (Path receipt : receipts()) {
            String text = Files.readString(receipt);
            String other = alteration.apply(text);
            if (other.equals(text)) { // the first entry of a log has no path, some events open nothing
                continue;
            }
            tried++;
            Files.writeString(altered, other);
            CommandRun verdict = verify(altered);
            assertThat(verdict.exit()).as(receipt + verdict.out()).isEqualTo(1);
            assertThat(JSON.readTree(verdict.out()).path("part").asText())
                    .as(receipt + verdict.out())
                    .isEqualTo(part);
        }
        assertThat(tried).isGreaterThanOrEqualTo(2);
    }

    /** What {@code sceau verify} runs, in this process: it is asked some fifty times. */
    private static CommandRun verify(Path file, String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = VerifyMain.run(
                Stream.concat(Stream.of(file.toString(), "--trust", anchors(), "--json"), Stream.of(more))
                        .toArray(String[]::new),
                Map.of(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new CommandRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static String anchors() {
        return demo.resolve("trust/anchors.pem").toString();
    }

    private static List<Path> receipts() throws IOException {
        try (Stream<Path> files = Files.list(demo.resolve("evidence"))) {
            List<Path> receipts = files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.endsWith("signature.json"))
                    .sorted()
                    .toList();
            assertThat(receipts).hasSizeGreaterThanOrEqualTo(3);
            return receipts;
        }
    }

    private static String replacedOnce(String text, String pattern, String replacement) {
        return Pattern.compile(pattern).matcher(text).replaceFirst(replacement);
    }

    /** Another character, still of base64, at the eleventh place after what the pattern finds first. */
    private static String flipped(String text, String pattern) {
        Matcher found = Pattern.compile(pattern.replace("[\"", "\\[\"")).matcher(text);
        if (!found.find()) {
            return text;
        }
        int at = found.end() + 10;
        char other = text.charAt(at) == 'A' ? 'B' : 'A';
        return text.substring(0, at) + other + text.substring(at + 1);
    }
}
