package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sceau.profiles.SampleReport;

/** The JSON Parsing Test Suite over mutual TLS: what is no JSON is answered as such, and nothing stops the gateway. */
class JsonCorpusIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SUITE =
            Path.of(System.getProperty("corpus", "../shared/data"), "adversarial/json-nst/test_parsing");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Files of the suite that no parser, every parser, and a parser as it likes accepts. */
    private static final int NO_JSON = 188;

    private static final int ALL_JSON = 95;
    private static final int EITHER = 35;

    private static final Set<String> SYNTAX = Set.of("SC-1001", "SC-1002", "SC-1003");

    private static final AtomicLong SEEDS = new AtomicLong(500_000);

    @RegisterExtension
    private static final OneGateway ONE = new OneGateway();

    private static HttpClient http = HttpClient.newHttpClient();

    private record Verdict(String file, int status, String code) {}

    @BeforeAll
    static void connect() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(SUITE), "no test material at " + SUITE);
        http = HttpClient.newBuilder()
                .sslContext(ONE.clinics().laboratoryTls())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @AfterAll
    static void stop() {
        http.close();
    }

    @Test
    void whatIsNoJsonIsRefusedAsSyntaxAndAValidBundleIsTakenAfter() throws IOException, InterruptedException {
        assertThat(posted("n_", NO_JSON, body -> body)).allMatch(JsonCorpusIT::isSyntax);
    }

    @Test
    void whatIsJsonIsRefusedForAnotherReason() throws IOException, InterruptedException {
        List<Verdict> verdicts = posted("y_", ALL_JSON, body -> body);

        assertThat(verdicts).allMatch(JsonCorpusIT::isRefused);
        assertThat(verdicts)
                .allMatch(verdict -> verdict.file().startsWith("y_object_duplicated_key")
                        ? verdict.code().equals("SC-1002")
                        : !SYNTAX.contains(verdict.code()));
    }

    @Test
    void whatImplementationsDecideIsNeverAFaultOfOurs() throws IOException, InterruptedException {
        assertThat(posted("i_", EITHER, body -> body)).allMatch(JsonCorpusIT::isRefused);
    }

    @Test
    void whatIsNoJsonIsRefusedInsideAValidBundleToo() throws IOException, InterruptedException {
        assertThat(posted("n_", NO_JSON, JsonCorpusIT::spliced)).allMatch(JsonCorpusIT::isSyntax);
    }

    @Test
    void theValueThatTheSplicedOnesReplaceIsTaken() throws IOException, InterruptedException {
        Verdict verdict = post("whole", spliced("\"2026-03-01T08:00:00+01:00\"".getBytes(StandardCharsets.UTF_8)));

        assertThat(verdict.status()).as(verdict.toString()).isEqualTo(200);
    }

    private static boolean isRefused(Verdict verdict) {
        return verdict.status() >= 400
                && verdict.status() < 500
                && verdict.code().startsWith("SC-");
    }

    private static boolean isSyntax(Verdict verdict) {
        return verdict.status() == 400 && SYNTAX.contains(verdict.code());
    }

    /** Posts every file of a kind, of which there are so many, and after each a valid bundle, which must be taken. */
    private static List<Verdict> posted(String prefix, int files, Change change)
            throws IOException, InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        for (Path file : files(prefix)) {
            verdicts.add(post(String.valueOf(file.getFileName()), change.of(Files.readAllBytes(file))));
            Verdict valid = post("valid", bundle());
            assertThat(valid.status()).as("a valid bundle after " + file).isEqualTo(200);
        }
        assertThat(verdicts).hasSizeGreaterThanOrEqualTo(files);
        return verdicts;
    }

    private static List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(SUITE)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static Verdict post(String name, byte[] body) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(ONE.process().fhir())
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/fhir+json")
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
        JsonNode answer = JSON.readTree(response.body());
        return new Verdict(
                name,
                response.statusCode(),
                answer.at("/issue/0/details/coding/0/code").asText());
    }

    private static byte[] bundle() {
        return SampleReport.of(SEEDS.incrementAndGet(), 1_000).transaction(SampleReport.Carrying.PDF);
    }

    /** A valid bundle whose timestamp is what is given. */
    private static byte[] spliced(byte[] value) {
        String text = new String(bundle(), StandardCharsets.UTF_8);
        String name = "\"timestamp\":";
        int start = text.indexOf(name) + name.length();
        int end = text.indexOf(',', start);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text.substring(0, start).getBytes(StandardCharsets.UTF_8));
        out.writeBytes(value);
        out.writeBytes(text.substring(end).getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** What is done to a file before it is sent. */
    @FunctionalInterface
    private interface Change {
        byte[] of(byte[] file);
    }
}
