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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.it.support.GatewayProcess;
import org.sceau.profiles.SampleReport;

/** The JSON Parsing Test Suite over mutual TLS: what is no JSON is answered as such, and nothing stops the gateway. */
class JsonCorpusIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SUITE =
            Path.of(System.getProperty("corpus", "../shared/data"), "adversarial/json-nst/test_parsing");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int BETWEEN_VALID = 25;
    private static final Set<String> SYNTAX = Set.of("SC-1001", "SC-1002", "SC-1003");

    private static final AtomicLong SEEDS = new AtomicLong(500_000);

    @TempDir
    private static Path temporary;

    private static @Nullable Clinics clinics;
    private static @Nullable GatewayProcess gateway;
    private static HttpClient http = HttpClient.newHttpClient();

    private record Verdict(String file, int status, String code) {}

    @BeforeAll
    static void startOneGateway() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(SUITE), "no test material at " + SUITE);
        Path directory = temporary.resolve("gateway");
        Clinics started = Clinics.create(directory);
        clinics = started;
        gateway = GatewayProcess.start(directory, List.of("-Xmx512m"), Map.of());
        http = HttpClient.newBuilder()
                .sslContext(started.laboratoryTls())
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    @AfterAll
    static void stop() {
        http.close();
        if (gateway != null) {
            gateway.close();
        }
        if (clinics != null) {
            clinics.close();
        }
    }

    private static GatewayProcess gateway() {
        return Objects.requireNonNull(gateway);
    }

    @Test
    void whatIsNoJsonIsRefusedAsSyntaxAndAValidBundleIsTakenAfter() throws IOException, InterruptedException {
        assertThat(posted("n_", body -> body)).allMatch(JsonCorpusIT::isSyntax);
    }

    @Test
    void whatIsJsonIsRefusedForAnotherReason() throws IOException, InterruptedException {
        List<Verdict> wrong = new ArrayList<>();
        for (Verdict verdict : posted("y_", body -> body)) {
            boolean duplicate = verdict.file().startsWith("y_object_duplicated_key");
            boolean right = verdict.status() >= 400
                    && verdict.status() < 500
                    && (duplicate ? verdict.code().equals("SC-1002") : !SYNTAX.contains(verdict.code()));
            if (!right) {
                wrong.add(verdict);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void whatImplementationsDecideIsNeverAFaultOfOurs() throws IOException, InterruptedException {
        assertThat(posted("i_", body -> body)).allMatch(verdict -> verdict.status() >= 400 && verdict.status() < 500);
    }

    @Test
    void whatIsNoJsonIsRefusedInsideAValidBundleToo() throws IOException, InterruptedException {
        assertThat(posted("n_", JsonCorpusIT::spliced)).allMatch(JsonCorpusIT::isSyntax);
    }

    @Test
    void theValueThatTheSplicedOnesReplaceIsTaken() throws IOException, InterruptedException {
        Verdict verdict = post("whole", spliced("\"2026-03-01T08:00:00+01:00\"".getBytes(StandardCharsets.UTF_8)));

        assertThat(verdict.status()).as(verdict.toString()).isEqualTo(200);
    }

    private static boolean isSyntax(Verdict verdict) {
        return verdict.status() == 400 && SYNTAX.contains(verdict.code());
    }

    /** Posts every file of a kind, with a valid bundle after every few and after the last. */
    private static List<Verdict> posted(String prefix, Change change) throws IOException, InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        for (Path file : files(prefix)) {
            verdicts.add(post(String.valueOf(file.getFileName()), change.of(Files.readAllBytes(file))));
            if (verdicts.size() % BETWEEN_VALID == 0) {
                assertValidIsTaken(file);
            }
        }
        assertThat(verdicts).hasSizeGreaterThan(30);
        assertValidIsTaken(SUITE);
        return verdicts;
    }

    private static List<Path> files(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(SUITE)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static void assertValidIsTaken(Path after) throws IOException, InterruptedException {
        Verdict valid = post("valid", bundle());
        assertThat(valid.status()).as("a valid bundle after " + after).isEqualTo(200);
    }

    private static Verdict post(String name, byte[] body) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(gateway().fhir())
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
