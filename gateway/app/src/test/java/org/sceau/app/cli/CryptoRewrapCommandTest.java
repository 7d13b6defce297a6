package org.sceau.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.Gateway;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.app.demo.ReceivedDocument;
import org.sceau.encryption.CmsLimits;
import org.sceau.encryption.CmsOpening;
import org.sceau.encryption.CmsReader;
import org.sceau.keys.Credential;
import org.sceau.keys.KeyStoreFile;
import org.sceau.keys.Passphrase;
import org.sceau.profiles.SampleReport;
import org.sceau.routing.configuration.Configuration;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.DevelopmentUse;

/** A suite ends, or a reader's certificate is replaced, while deliveries wait. */
class CryptoRewrapCommandTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String FHIR = "application/fhir+json";
    private static final String PARTNER = "conf/partners/hopital.yaml";

    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    @TempDir
    Path directory;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private Clinics clinics(String carries, String mode) throws IOException {
        Clinics clinics = Clinics.create(
                directory,
                wish -> new GatewayFolder.Wish(
                        wish.fhirPort(), wish.managementPort(), wish.hospital(), carries, mode, false));
        open.add(clinics);
        return clinics;
    }

    private Gateway gateway() throws IOException {
        if (!(Configuration.load(directory.resolve("conf"), Clock.systemUTC())
                instanceof Configuration.Reading.Loaded loaded)) {
            throw new AssertionError("the configuration is refused");
        }
        Gateway gateway = Gateway.start(loaded.configuration(), Clock.systemUTC(), new SecureRandom(), () -> {});
        open.add(gateway);
        Files.writeString(
                directory.resolve("data").resolve(GatewayDirectory.ENDPOINTS),
                "{\"management\":\"http://127.0.0.1:" + gateway.managementPort() + "\",\"operatorTokenFile\":\""
                        + gateway.operatorToken() + "\"}");
        return gateway;
    }

    private static HttpRequest.Builder asked(Gateway gateway, String path) throws IOException {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.managementPort() + path))
                .header(
                        "Authorization",
                        "Bearer " + Files.readString(gateway.operatorToken()).strip())
                .POST(BodyPublishers.noBody());
    }

    private static JsonNode act(Gateway gateway, String path) throws IOException, InterruptedException {
        try (HttpClient operator = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> answer = operator.send(
                    asked(gateway, path).header("X-Sceau-Operator", "test").build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            return new JsonMapper().readTree(answer.body());
        }
    }

    private static void submit(Clinics clinics, Gateway gateway, int first, int count) throws Exception {
        try (HttpClient laboratory = HttpClient.newBuilder()
                .sslContext(clinics.laboratoryTls())
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            for (int i = first; i < first + count; i++) {
                byte[] body = SampleReport.of(i, 2_000).transaction(SampleReport.Carrying.PDF);
                HttpResponse<String> answer = laboratory.send(
                        HttpRequest.newBuilder(URI.create(gateway.base().toString()))
                                .header("Content-Type", FHIR)
                                .header("Accept", FHIR)
                                .POST(BodyPublishers.ofByteArray(body))
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            }
        }
    }

    /** A hospital with an X25519 key by another authority, in place of the one on P-256. */
    private void replaceCertificate() throws IOException {
        DevelopmentPki pki = DevelopmentPki.create(Clock.systemUTC(), new SecureRandom(), "LATER");
        pki.organisation(
                new PartnerId("hopital"),
                "Hôpital de la Colline (fictif)",
                "1750999991",
                EnumSet.of(DevelopmentUse.CONF_X25519));
        Path later = directory.resolve("later");
        pki.writeTo(later, new SecureRandom());
        for (String name : List.of("anchors.pem", "intermediates.pem")) {
            Path file = directory.resolve("trust").resolve(name);
            Files.writeString(
                    file,
                    Files.readString(file)
                            + Files.readString(later.resolve("trust").resolve(name)));
        }
        replace(
                "conf/gateway.yaml",
                "../trust/issuing.crl]",
                "../trust/issuing.crl, ../later/trust/root.crl, ../later/trust/issuing.crl]");
        replace(PARTNER, "../parties/hopital/conf.pem", "../later/parties/hopital/conf-x25519.pem");
    }

    private void replace(String file, String text, String by) throws IOException {
        String content = Files.readString(directory.resolve(file));
        assertThat(content).contains(text);
        Files.writeString(directory.resolve(file), content.replace(text, by));
    }

    private void endP256() throws IOException {
        Files.writeString(
                directory.resolve("conf/crypto.yaml"),
                "encrypting: [{suite: reader-p256-1, allowed-until: " + today.minusDays(1) + "}]");
    }

    private record Answer(int code, JsonNode json) {}

    private Answer run(String... arguments) throws IOException {
        var out = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--dir", directory.toString(), "--json"));
        int code = Sceau.execute(all.toArray(String[]::new), new PrintWriter(out));
        return new Answer(code, new JsonMapper().readTree(out.toString()));
    }

    private static JsonNode suite(Answer answer, String name) {
        for (JsonNode line : answer.json()) {
            if (line.path("use").asText().equals("encrypting")
                    && line.path("name").asText().equals(name)) {
                return line;
            }
        }
        throw new AssertionError("no suite " + name);
    }

    private Map<String, String> vault() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory.resolve("data/vault"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(file.toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        assertThat(all).isNotEmpty();
        return all;
    }

    /** Killed after the first page, and gone on with by another start. */
    @Test
    void whatWaitsIsListedThenWrappedForTheNewKeyThenDeliveredAndNoCiphertextChanges() throws Exception {
        Clinics clinics = clinics("cms", "custody");
        Gateway first = gateway();
        act(first, "/api/routes/resultats/pause");
        submit(clinics, first, 1, 53);
        first.close();
        endP256();
        replaceCertificate();
        Gateway second = gateway();
        Map<String, String> ciphertext = vault();

        Answer uses = run("crypto");
        assertThat(suite(uses, "reader-p256-1").path("waiting").asLong()).isEqualTo(53);
        assertThat(suite(uses, "reader-p256-1").path("custody").asLong()).isEqualTo(53);
        assertThat(suite(uses, "reader-x25519-1").path("custody").asLong()).isZero();
        Answer preview = run("crypto", "rewrap");
        assertThat(preview.code()).isEqualTo(ExitCode.NOT_PERMITTED.number());
        assertThat(preview.json().path("possible").asLong()).isEqualTo(53);
        assertThat(preview.json().path("deliveries").path(0).path("to").asText())
                .isEqualTo("reader-x25519-1");
        assertThat(run("crypto", "rewrap", "--confirm", "52").code()).isEqualTo(ExitCode.NOT_PERMITTED.number());
        assertThat(suite(run("crypto"), "reader-x25519-1").path("custody").asLong())
                .isZero();

        assertThat(act(second, "/api/crypto/rewrap").path("deliveries")).hasSize(50);
        second.close();
        Gateway third = gateway();
        Answer rest = run("crypto", "rewrap", "--confirm", "53");
        assertThat(rest.code()).isEqualTo(ExitCode.DONE.number());
        assertThat(rest.json().path("done").asLong()).isEqualTo(3);
        assertThat(run("crypto", "rewrap").json().path("deliveries")).isEmpty();
        assertThat(suite(run("crypto"), "reader-x25519-1").path("waiting").asLong())
                .isEqualTo(53);
        assertThat(vault()).isEqualTo(ciphertext);

        act(third, "/api/routes/resultats/resume");
        await().atMost(PATIENCE).until(() -> clinics.hospital().inbox().submissions() == 53);
        assertThat(opened(clinics)).isEqualTo(53);
    }

    private long opened(Clinics clinics) throws IOException {
        Path home = directory.resolve("later/parties/hopital");
        Credential key =
                KeyStoreFile.read(home.resolve("conf-x25519.p12"), Passphrase.read(home.resolve("passphrase")));
        long opened = 0;
        for (ReceivedDocument document : clinics.hospital().documents()) {
            var clear = new ByteArrayOutputStream();
            try (InputStream in = Files.newInputStream(document.file())) {
                CmsOpening opening = new CmsReader(CmsLimits.DEFAULT)
                        .open(in, key.certificate(), key.key().reveal(), clear);
                boolean pdf = opening instanceof CmsOpening.Opened
                        && clear.toString(java.nio.charset.StandardCharsets.ISO_8859_1)
                                .startsWith("%PDF");
                opened += pdf ? 1 : 0;
            }
        }
        return opened;
    }

    /** What was set aside for its suite goes on by itself. */
    @Test
    void whatWasSetAsideIsTriedAgain() throws Exception {
        Clinics clinics = clinics("cms", "custody");
        Gateway first = gateway();
        act(first, "/api/routes/resultats/pause");
        submit(clinics, first, 1, 2);
        first.close();
        endP256();
        Gateway second = gateway();
        act(second, "/api/routes/resultats/resume");
        await().atMost(PATIENCE).until(() -> left(run("crypto", "rewrap"), "parked", "SC-4013") == 2);
        assertThat(run("crypto", "rewrap").code()).isEqualTo(ExitCode.DONE.number());
        second.close();
        replaceCertificate();
        gateway();

        assertThat(run("crypto", "rewrap", "--confirm", "2").code()).isEqualTo(ExitCode.DONE.number());

        await().atMost(PATIENCE).until(() -> clinics.hospital().inbox().submissions() == 2);
        assertThat(opened(clinics)).isEqualTo(2);
    }

    private static long left(Answer answer, String state, String why) {
        long count = 0;
        for (JsonNode line : answer.json().path("deliveries")) {
            count += line.path("outcome").asText().equals("left")
                            && line.path("state").asText().equals(state)
                            && line.path("why").asText().equals(why)
                    ? 1
                    : 0;
        }
        return count;
    }

    @Test
    void whatOnlyItsReadersOpenIsToldAndLeft() throws Exception {
        Clinics clinics = clinics("cms", "reader-only");
        Gateway first = gateway();
        act(first, "/api/routes/resultats/pause");
        submit(clinics, first, 1, 1);
        first.close();
        replaceCertificate();
        gateway();

        Answer answer = run("crypto", "rewrap", "--confirm", "1");

        assertThat(answer.code()).isEqualTo(ExitCode.DONE.number());
        assertThat(left(answer, "queued", "reader-only")).isEqualTo(1);
        assertThat(suite(run("crypto"), "reader-p256-1").path("readerOnly").asLong())
                .isEqualTo(1);
    }

    @Test
    void aRunningGatewayIsNeededAndAMalformedPlaceRefused() throws Exception {
        clinics("cms", "custody");
        assertThat(Sceau.execute(
                        new String[] {"crypto", "rewrap", "--dir", directory.toString()},
                        new PrintWriter(new StringWriter())))
                .isEqualTo(ExitCode.UNREACHABLE.number());
        Gateway gateway = gateway();
        try (HttpClient operator = HttpClient.newHttpClient()) {
            for (String path : List.of("rewrap?after=x", "rewrap?after=", "measure?after=x")) {
                HttpResponse<String> answer = operator.send(
                        asked(gateway, "/api/crypto/" + path)
                                .header("X-Sceau-Operator", "test")
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(400);
            }
            HttpResponse<String> unsigned =
                    operator.send(asked(gateway, "/api/crypto/rewrap").build(), BodyHandlers.ofString());
            assertThat(unsigned.statusCode()).isEqualTo(403);
        }
    }
}
