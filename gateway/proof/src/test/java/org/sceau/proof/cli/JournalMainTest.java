package org.sceau.proof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.proof.JournalFault;

/** {@code journal.jsonl}, {@code journal-anchors.pem} and {@code journal-checkpoint} are golden: a log of nine entries. */
class JournalMainTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String journal = "";
    private String anchors = "";
    private String checkpoint = "";

    @BeforeEach
    void files() throws IOException {
        journal = copy("journal.jsonl");
        anchors = copy("journal-anchors.pem");
        checkpoint = copy("journal-checkpoint");
    }

    @Test
    void aGenuineJournalIsProvedInTheReadersLanguage() {
        assertThat(run("fr_FR.UTF-8", journal, "--trust", anchors, "--checkpoint", checkpoint))
                .isZero();
        assertThat(text(out)).contains("PROUVÉ", "inscriptions", "Qu’il ne manque rien à la fin");
        out.reset();

        assertThat(run("C", journal, "--trust", anchors)).isZero();
        assertThat(text(out)).contains("PROVED", "nothing is missing at the end", "9 ");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void anAlteredJournalIsNotProvedAndTheEntryIsNamed() throws IOException {
        String text = Files.readString(Path.of(journal));
        Files.writeString(Path.of(journal), text.replaceFirst("\"permit\"", "\"refuse\""));

        assertThat(run("en", journal, "--trust", anchors)).isEqualTo(1);
        assertThat(text(out)).contains("NOT PROVED", "entry 0 is altered");
        out.reset();

        assertThat(run("en", journal, "--trust", anchors, "--json")).isEqualTo(1);
        assertThat(text(out)).contains("\"fault\":\"entry-altered\",\"place\":0", "\"verdict\":\"refuted\"");
    }

    @Test
    void aReceiptOfAnotherLogContradictsInWhicheverForm() throws IOException {
        for (String form : List.of("receipt.json", "receipt-bundle.json", "receipt-bundle.xml")) {
            assertThat(run("en", journal, "--trust", anchors, "--checkpoint", copy(form)))
                    .isEqualTo(1);
            assertThat(text(out)).contains(form);
        }
    }

    @Test
    void whatCannotBeReadHasNoVerdict() throws IOException {
        String nonsense =
                Files.writeString(directory.resolve("nonsense"), "nonsense").toString();

        assertThat(run("en", directory.resolve("nowhere").toString(), "--trust", anchors))
                .isEqualTo(2);
        assertThat(run("en", journal)).isEqualTo(2);
        assertThat(run("en", journal, "--trust", nonsense)).isEqualTo(2);
        assertThat(run("en", journal, "--trust", anchors, "--what")).isEqualTo(2);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).contains("nowhere", "--trust", "unknown option");
    }

    @Test
    void aGivenCheckpointThatIsNoneIsAFindingAndTheJournalIsJudgedNevertheless() throws IOException {
        String nonsense =
                Files.writeString(directory.resolve("nonsense"), "nonsense").toString();

        assertThat(run(
                        "en",
                        journal,
                        "--trust",
                        anchors,
                        "--checkpoint",
                        checkpoint,
                        "--checkpoint",
                        nonsense,
                        "--json"))
                .isEqualTo(1);
        assertThat(text(out))
                .contains("\"fault\":\"given-malformed\"", nonsense, "\"entries\":9", "\"count\":1")
                .doesNotContain("\"place\"");
    }

    @Test
    void bothLanguagesSayTheSameThingsAndEveryFaultHasWords() {
        Texts english = Texts.ofJournals(Map.of("LANG", "en"));
        Texts french = Texts.ofJournals(Map.of("LANG", "fr"));

        assertThat(english.keys()).isEqualTo(french.keys());
        for (JournalFault fault : JournalFault.values()) {
            assertThat(french.keys()).contains("fault." + fault.code());
        }
    }

    private int run(String language, String... args) {
        return JournalMain.run(
                args,
                Map.of("LANG", language),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private String copy(String name) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream in =
                Objects.requireNonNull(JournalMainTest.class.getResourceAsStream("/org/sceau/proof/" + name))) {
            Files.copy(in, file);
        }
        return file.toString();
    }
}
