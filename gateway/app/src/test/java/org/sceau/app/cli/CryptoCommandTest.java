package org.sceau.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.GatewayFolder;

/** What {@code sceau crypto} says of a gateway's own keys and partners, by the dates of today. */
class CryptoCommandTest {
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @TempDir
    private static Path directory;

    @BeforeAll
    static void make() throws IOException {
        GatewayFolder.makeKeys(directory, Clock.systemUTC(), new SecureRandom());
        GatewayFolder.configure(
                directory,
                GatewayFolder.Wish.usual(8443, 8081, URI.create("https://localhost:9443/fhir")),
                Clock.systemUTC());
    }

    @Test
    void namesWhatEachSuiteAndAlgorithmTouches() throws IOException {
        dates("encrypting: []");

        Answer answer = run();

        assertThat(answer.code()).isEqualTo(ExitCode.DONE.number());
        assertThat(line(answer, "signing", "p-256").path("users"))
                .extracting(JsonNode::asText)
                .containsExactly("client", "seal", "server");
        assertThat(line(answer, "signing", "ed25519").path("users"))
                .extracting(JsonNode::asText)
                .containsExactly("journal");
        assertThat(line(answer, "encrypting", "reader-p256-1").path("users"))
                .extracting(JsonNode::asText)
                .contains("partner hopital");
        assertThat(line(answer, "encrypting", "reader-mlkem768-p256-1").path("users"))
                .isEmpty();
        assertThat(line(answer, "verifying", "rsa-2048").path("until").asText()).isEqualTo("2030-12-31");
    }

    @Test
    void whatIsSignedWithAndHasEndedIsFalse() throws IOException {
        dates("signing: [{algorithm: p-256, allowed-until: " + today.minusDays(1) + "}]");

        Answer answer = run();

        assertThat(answer.code()).isEqualTo(ExitCode.FALSE.number());
        assertThat(line(answer, "signing", "p-256").path("state").asText()).isEqualTo("ended");
    }

    @Test
    void whatStopsAtItsEndIsSaidToAndIsFalseAfterwards() throws IOException {
        dates("signing: [{algorithm: p-256, allowed-until: " + today.plusDays(20) + ", after-end: stop}]");
        Answer soon = run();
        assertThat(soon.code()).isEqualTo(ExitCode.DONE.number());
        assertThat(line(soon, "signing", "p-256").path("afterEnd").asText()).isEqualTo("stop");
        assertThat(line(soon, "signing", "ed25519").path("afterEnd").asText()).isEqualTo("warn");

        dates("signing: [{algorithm: p-256, allowed-until: " + today.minusDays(1) + ", after-end: stop}]");
        assertThat(run().code()).isEqualTo(ExitCode.FALSE.number());
    }

    @Test
    void whatNothingUsesOrWhatIsYetToEndIsNot() throws IOException {
        dates("signing:\n  - {algorithm: p-384, allowed-until: " + today.minusDays(1) + "}\n"
                + "  - {algorithm: p-256, allowed-until: " + today.plusDays(20) + "}");

        Answer answer = run();

        assertThat(answer.code()).isEqualTo(ExitCode.DONE.number());
        assertThat(line(answer, "signing", "p-384").path("state").asText()).isEqualTo("ended");
        assertThat(line(answer, "signing", "p-256").path("state").asText()).isEqualTo("allowed");
        assertThat(line(answer, "signing", "p-256").path("daysLeft").asInt()).isBetween(19, 21);
    }

    /** Only that partner is refused: the command answers, as the gateway starts. */
    @Test
    void aPartnersSuiteThatHasEndedIsFalse() throws IOException {
        dates("encrypting: [{suite: reader-p256-1, allowed-until: " + today.minusDays(1) + "}]");

        Answer answer = run();

        assertThat(answer.code()).isEqualTo(ExitCode.FALSE.number());
        assertThat(line(answer, "encrypting", "reader-p256-1").path("state").asText())
                .isEqualTo("ended");
        assertThat(refused(answer)).contains("partner hopital");
    }

    @Test
    void aPartnerOfAnotherSuiteThanItsLineDemandsIsFalse() throws IOException {
        dates("partners: [{partner: hopital, encrypting: [reader-mlkem768-p256-1]}]");

        Answer answer = run();

        assertThat(answer.code()).isEqualTo(ExitCode.FALSE.number());
        assertThat(refused(answer)).containsExactly("partner hopital");
    }

    /** Of two recipients of a route one is held to the hybrid suite and gets no more than the other's suite gives. */
    @Test
    void aMixedRouteIsNamedWithBothAndIsNotFalseByItself() throws IOException {
        Path clinic = directory.resolve("conf/partners/clinique.yaml");
        Path route = directory.resolve("conf/routes/resultats.yaml");
        String before = Files.readString(route);
        Files.writeString(clinic, """
                id: clinique
                name: Clinique de la Rivière (fictive)
                may: []
                reader-certificate: ../parties/labo/conf.pem
                channel: inbox
                """);
        Files.writeString(route, before.replace("to-intended: [hopital]", "to-intended: [hopital, clinique]"));
        dates("partners: [{partner: clinique, encrypting: [reader-mlkem768-p256-1]}]");
        try {
            Answer answer = run();

            assertThat(line(answer, "encrypting", "reader-p256-1").path("mixed"))
                    .extracting(JsonNode::toString)
                    .containsExactly("{\"route\":\"resultats\",\"held\":\"clinique\",\"other\":\"hopital\"}");
            assertThat(line(answer, "encrypting", "reader-mlkem768-p256-1").path("mixed"))
                    .isEmpty();
        } finally {
            Files.delete(clinic);
            Files.writeString(route, before);
        }
    }

    private static List<String> refused(Answer answer) {
        return StreamSupport.stream(
                        line(answer, "encrypting", "reader-p256-1")
                                .path("refused")
                                .spliterator(),
                        false)
                .map(JsonNode::asText)
                .toList();
    }

    private static void dates(String content) throws IOException {
        Files.writeString(directory.resolve("conf/crypto.yaml"), content);
    }

    private record Answer(int code, JsonNode lines) {}

    private static Answer run() throws IOException {
        var out = new StringWriter();
        int code =
                Sceau.execute(new String[] {"crypto", "--dir", directory.toString(), "--json"}, new PrintWriter(out));
        return new Answer(code, new JsonMapper().readTree(out.toString()));
    }

    private static JsonNode line(Answer answer, String use, String name) {
        List<JsonNode> found = new ArrayList<>();
        StreamSupport.stream(answer.lines().spliterator(), false)
                .filter(line -> line.path("use").asText().equals(use)
                        && line.path("name").asText().equals(name))
                .forEach(found::add);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }
}
