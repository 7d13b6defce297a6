package org.sceau.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.profiles.SampleReport;
import org.sceau.routing.configuration.Configuration;
import org.sceau.trust.TrustFiles;

/** Revocation lists fetched from a source that can be down, over a real gateway under a clock of our own. */
class RevocationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final WireMockServer source = new WireMockServer(wireMockConfig().dynamicPort());
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead.get());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };

    @BeforeEach
    void start() {
        source.start();
    }

    @AfterEach
    void stop() {
        source.stop();
    }

    @Test
    void trafficGoesOnWithoutTheSourceUntilTheStatedAgeThenStopsWithTheReasonAndTakesUpAgain() throws Exception {
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = client(clinics.laboratoryTls())) {
            configure("  maximum-age: 1h\n");
            publish();
            try (Gateway gateway = started()) {
                awaitStatus(laboratory, gateway, 1, 200);
                source.resetAll();
                source.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));

                ahead.set(Duration.ofMinutes(55));
                assertThat(submit(laboratory, gateway, 2).statusCode()).isEqualTo(200);
                ahead.set(Duration.ofMinutes(65));
                HttpResponse<String> refused = submit(laboratory, gateway, 3);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                assertThat(refused.body()).contains("SC-3015").contains("révoqué");
                assertThat(RunningClinics.transfers(gateway)).hasSize(2);

                publish();
                awaitStatus(laboratory, gateway, 3, 200);
            }
            source.verify(getRequestedFor(urlEqualTo("/issuing.crl")).withHeader("If-None-Match", equalTo("\"1\"")));
        }
    }

    @Test
    void anOpposedCardIsRefusedOnAnOpenConnectionAndAtTheNextHandshake() throws Exception {
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = client(clinics.laboratoryTls());
                HttpClient another = client(clinics.laboratoryTls())) {
            Path oppositions = Files.writeString(directory.resolve("trust/oppositions.txt"), "");
            configure("  oppositions: ../trust/oppositions.txt\n");
            publish();
            try (Gateway gateway = started()) {
                awaitStatus(laboratory, gateway, 1, 200);
                X509Certificate card = TrustFiles.certificates(directory.resolve("parties/labo/auth.pem"))
                        .getFirst();
                Files.writeString(
                        oppositions,
                        "2026-01-01T00:00:00Z;" + card.getSerialNumber().toString(16) + ";"
                                + card.getIssuerX500Principal().getName());

                awaitStatus(laboratory, gateway, 2, 401);

                assertThat(submit(laboratory, gateway, 2).body()).contains("SC-3003");
                assertThatThrownBy(() -> submit(another, gateway, 2)).isInstanceOf(IOException.class);
            }
        }
    }

    private static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private void publish() throws IOException {
        source.resetAll();
        for (String name : new String[] {"root.crl", "issuing.crl"}) {
            byte[] list = Files.readAllBytes(directory.resolve("trust").resolve(name));
            source.stubFor(get("/" + name).willReturn(aResponse().withBody(list).withHeader("ETag", "\"1\"")));
            source.stubFor(get("/" + name)
                    .withHeader("If-None-Match", equalTo("\"1\""))
                    .willReturn(aResponse().withStatus(304)));
        }
    }

    private void configure(String more) throws IOException {
        Path file = directory.resolve("conf/gateway.yaml");
        String addresses = "  revocation-addresses: [\"" + source.url("/root.crl") + "\", \""
                + source.url("/issuing.crl") + "\"]\n  every: 200ms\n" + more;
        String settings = Files.readString(file);
        String changed = settings.replaceFirst("(?m)^  revocation-lists:.*\\R(  maximum-age:.*\\R)?", addresses);
        assertThat(changed).contains("revocation-addresses");
        Files.writeString(file, changed);
    }

    private Gateway started() {
        if (Configuration.load(directory.resolve("conf"), clock) instanceof Configuration.Reading.Loaded loaded) {
            return Gateway.start(loaded.configuration(), clock, new SecureRandom(), () -> {});
        }
        throw new AssertionError("the configuration is refused");
    }

    /** Refused handshakes count as not yet. */
    private static void awaitStatus(HttpClient client, Gateway gateway, int number, int status) {
        await().atMost(PATIENCE)
                .ignoreException(IOException.class)
                .until(() -> submit(client, gateway, number).statusCode() == status);
    }

    private static HttpResponse<String> submit(HttpClient client, Gateway gateway, int number)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.base().toString()))
                .header("Content-Type", RunningClinics.FHIR)
                .header("Accept", RunningClinics.FHIR)
                .header("Accept-Language", "fr")
                .POST(BodyPublishers.ofByteArray(SampleReport.of(number, 3_000).transaction(SampleReport.Carrying.PDF)))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
