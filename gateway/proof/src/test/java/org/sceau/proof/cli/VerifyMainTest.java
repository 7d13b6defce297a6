package org.sceau.proof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.proof.CanonicalJson;
import org.sceau.proof.Claims;
import org.sceau.proof.Digest;
import org.sceau.proof.DocumentFinding;
import org.sceau.proof.EventName;
import org.sceau.proof.EvidenceStatement;
import org.sceau.proof.Limit;
import org.sceau.proof.Part;
import org.sceau.proof.Reason;
import org.sceau.proof.Receipt;
import org.sceau.proof.Sealer;
import org.sceau.proof.SignatureResults;
import org.sceau.proof.TimeStamped;
import org.sceau.proof.Verdict;

class VerifyMainTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String receipt = "";
    private String anchors = "";
    private String pdf = "";

    @BeforeEach
    void files() throws IOException {
        receipt = copy("receipt.json");
        anchors = copy("anchors.pem");
        pdf = Files.writeString(directory.resolve("cr.pdf"), "%PDF-1.7 compte rendu fictif")
                .toString();
    }

    @Test
    void aGenuineReceiptIsProvedInTheReadersLanguage() {
        assertThat(run("fr_FR.UTF-8", receipt, "--trust", anchors, "--document", pdf))
                .isZero();
        assertThat(text(out))
                .contains(
                        "PROUVÉ",
                        "dépôt accepté (SubmissionAcceptance)",
                        "pas encore d'horodatage",
                        "payload/0: intact")
                .contains("5/11", "hopital-fictif", "2026-11-23T10:15:30.123Z");
        out.reset();

        assertThat(run("C", receipt, "--trust", anchors)).isZero();
        assertThat(text(out)).contains("PROVED", "no time-stamp by a third party", "not supplied");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void anAlteredReceiptIsNotProvedAndTheReasonIsNamed() throws IOException {
        String altered = Files.readString(Path.of(receipt)).replace("\"permit\"", "\"refuse\"");
        Files.writeString(Path.of(receipt), altered);

        assertThat(run("en", receipt, "--trust", anchors)).isEqualTo(1);
        assertThat(text(out)).contains("NOT PROVED", "inclusion/root-mismatch");
    }

    @Test
    void anAlteredDocumentIsNotProvedAndNamed() throws IOException {
        Files.writeString(Path.of(pdf), "other");

        assertThat(run("en", receipt, "--trust", anchors, "--document", "payload/0=" + pdf))
                .isEqualTo(1);
        assertThat(text(out)).contains("document/document-altered", "payload/0: ALTERED");
    }

    @Test
    void machinesGetCodesAsCanonicalJson() {
        assertThat(run("fr", receipt, "--trust", anchors, "--json", "--document", pdf))
                .isZero();

        String json = text(out).strip();
        assertThat(CanonicalJson.encode(CanonicalJson.decode(json.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(json.getBytes(StandardCharsets.UTF_8));
        assertThat(json)
                .contains("\"verdict\":\"proved\"", "\"time-not-stamped\"", "\"state\":\"intact\"", "\"leaf\":4");
        out.reset();

        assertThat(run("fr", pdf, "--trust", anchors, "--json")).isEqualTo(1);
        assertThat(text(out)).contains("\"part\":\"file\"", "\"reason\":\"not-json\"", "\"verdict\":\"refuted\"");
    }

    @Test
    void theThreeAnswersOfASignatureStandApart() throws IOException {
        assertThat(run("en", receipt, "--trust", anchors, "--document", pdf)).isZero();
        assertThat(text(out)).contains("TOTAL-PASSED");
        out.reset();
        Files.writeString(Path.of(pdf), "other");

        assertThat(run("en", receipt, "--trust", anchors, "--document", "payload/0=" + pdf, "--json"))
                .isEqualTo(1);
        assertThat(text(out))
                .contains(
                        "\"signature\":{\"documents\":\"fails\",\"integrity\":\"holds\",\"signer\":\"holds\"}",
                        "\"indication\":\"TOTAL-FAILED\"",
                        "\"subIndication\":\"HASH_FAILURE\"");
    }

    /** What the verifier finds of a signature's time-stamps is said in both languages and to machines. */
    @Test
    void aSignaturesOwnTimeStampsAreSaid() {
        Verdict verdict = new Verdict.Proved(new Claims.OfSignature(
                new Sealer("CN=Cachet", Digest.sha256(new byte[0]), "CN=Racine", NOW),
                List.of(),
                List.of(),
                Optional.of(stamped(NOW.plusSeconds(60), "CN=Horodatage 1")),
                List.of(stamped(NOW.plusSeconds(3600), "CN=Horodatage 2")),
                List.of(),
                Set.of(Limit.AUTHORITY_NOT_EXAMINED)));

        assertThat(VerifyMain.people(verdict, Map.of("LANG", "fr_FR.UTF-8")))
                .containsPattern("existait le +2026-11-23T12:01:00Z")
                .containsPattern("horodaté par +CN=Horodatage 1")
                .containsPattern("renouvelé le +2026-11-23T13:00:00Z")
                .contains("Qu'aucun certificat d'une autorité d'horodatage");
        assertThat(VerifyMain.people(verdict, Map.of("LANG", "en_US.UTF-8")))
                .containsPattern("existed at +2026-11-23T12:01:00Z")
                .containsPattern("time-stamped by +CN=Horodatage 1")
                .containsPattern("renewed at +2026-11-23T13:00:00Z")
                .contains("That no certificate of a time-stamp authority");
        assertThat(VerifyMain.machine("signature.json", verdict))
                .containsPattern("\"timeStamp\":\\{[^}]*\"at\":\"2026-11-23T12:01:00Z\"")
                .containsPattern("\"renewals\":\\[\\{[^}]*\"at\":\"2026-11-23T13:00:00Z\"")
                .contains("\"authority-not-examined\"");
    }

    private static TimeStamped stamped(Instant at, String authority) {
        return new TimeStamped(
                at, Optional.empty(), authority, Digest.sha256(new byte[0]), "CN=Racine Horodatage", "1.2.3");
    }

    @Test
    void severalFilesAreAllJudgedInTheirOrderAndOneThatIsNotProvedDecides() throws IOException {
        String again =
                Files.copy(Path.of(receipt), directory.resolve("again.json")).toString();

        assertThat(run("en", receipt, again, "--trust", anchors)).isZero();
        assertThat(text(out)).contains(receipt + "\nPROVED", again + "\nPROVED");
        out.reset();

        assertThat(run("en", receipt, pdf, again, "--trust", anchors, "--json")).isEqualTo(1);
        assertThat(text(out).lines().map(line -> CanonicalJson.decode(line.getBytes(StandardCharsets.UTF_8))))
                .hasSize(3);
        assertThat(text(out).lines().map(line -> line.replaceAll(".*\"file\":\"([^\"]*)\".*", "$1")))
                .containsExactly(receipt, pdf, again);
        assertThat(text(out).lines().map(line -> line.contains("\"verdict\":\"refuted\"")))
                .containsExactly(false, true, false);
    }

    @Test
    void aWrongCallOrAnUnreadableFileIsToldOnStandardErrorOnly() {
        for (List<String> wrong : List.of(
                List.<String>of(),
                List.of(receipt),
                List.of(receipt, pdf + "x", "--trust", anchors),
                List.of(receipt, "--trust"),
                List.of(receipt, "--trust", anchors, "--frobnicate"),
                List.of(receipt + "x", "--trust", anchors),
                List.of(receipt, "--trust", anchors + "x"),
                List.of(receipt, "--trust", receipt),
                List.of(receipt, "--trust", anchors, "--crl", receipt),
                List.of(receipt, "--trust", anchors, "--document", "payload/0=" + pdf + "x"))) {
            err.reset();

            assertThat(run("en", wrong.toArray(String[]::new))).as("%s", wrong).isEqualTo(2);
            assertThat(text(err)).isNotBlank();
            assertThat(text(out)).isEmpty();
        }
        assertThat(run("en", "--help")).isZero();
        assertThat(text(out)).contains("exit code");
    }

    @Test
    void aDirectoryOfAnchorsIsRead() {
        assertThat(run("en", receipt, "--trust", directory.toString())).isZero();
    }

    @Test
    void aFileLargerThanAnyReceiptIsRefused() throws IOException {
        Files.write(Path.of(receipt), new byte[Receipt.MAX_BYTES + 10]);

        assertThat(run("en", receipt, "--trust", anchors)).isEqualTo(1);
        assertThat(text(out)).contains("file/too-large");
    }

    @Test
    void everyCodeHasATextInBothLanguagesAndNoTextIsLeftOver() {
        Set<String> wanted = new HashSet<>();
        for (Part part : Part.values()) {
            wanted.add("part." + part.code());
        }
        for (Reason reason : Reason.values()) {
            wanted.add("reason." + reason.code());
        }
        for (Limit limit : Limit.values()) {
            wanted.add("limit." + limit.code());
        }
        for (DocumentFinding.State state : DocumentFinding.State.values()) {
            wanted.add("document." + state.code());
        }
        for (EventName event : EventName.values()) {
            wanted.add("event." + event.label());
        }
        for (EvidenceStatement.Role role : EvidenceStatement.Role.values()) {
            wanted.add("role." + role.code());
        }
        for (EvidenceStatement.Outcome outcome : EvidenceStatement.Outcome.values()) {
            wanted.add("outcome." + outcome.code());
        }
        for (SignatureResults.State state : SignatureResults.State.values()) {
            wanted.add("state." + state.code());
        }

        Set<String> coded = new HashSet<>();
        for (String key : Texts.of("fr").keys()) {
            if (List.of("part", "reason", "limit", "document", "event", "role", "outcome", "state")
                    .contains(key.replaceAll("\\..*", ""))) {
                coded.add(key);
            }
        }
        assertThat(coded).isEqualTo(wanted);
        assertThat(Texts.of("en").keys()).isEqualTo(Texts.of("fr").keys());
    }

    @Test
    void theLanguageFollowsTheEnvironmentInPosixOrder() {
        assertThat(Texts.forEnvironment(Map.of("LC_ALL", "fr_FR", "LANG", "en_US"))
                        .get("limits"))
                .startsWith("Ce que");
        assertThat(Texts.forEnvironment(Map.of("LC_ALL", "", "LANG", "fr_BE")).get("limits"))
                .startsWith("Ce que");
        assertThat(Texts.forEnvironment(Map.of("LC_MESSAGES", "de", "LANG", "fr_BE"))
                        .get("limits"))
                .startsWith("Not");
        assertThat(Texts.forEnvironment(Map.of()).get("limits")).startsWith("Not");
    }

    private int run(String language, String... args) {
        return VerifyMain.run(args, Map.of("LANG", language), InstantSource.fixed(NOW), stream(out), stream(err));
    }

    private String copy(String name) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream in = Objects.requireNonNull(Receipt.class.getResourceAsStream(name))) {
            Files.write(file, in.readAllBytes());
        }
        return file.toString();
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream from) {
        return from.toString(StandardCharsets.UTF_8);
    }
}
