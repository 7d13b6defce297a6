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
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.proof.Entry;
import org.sceau.proof.EventName;
import org.sceau.proof.Receipt;
import org.sceau.transfer.ReceiptId;
import org.sceau.trust.TrustFiles;

/** Revocation lists fetched from a source that can be down, over a real gateway under a clock of our own. */
class RevocationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final WireMockServer source = new WireMockServer(wireMockConfig().dynamicPort());
    private final Clock clock =
            ((InstantSource) () -> InstantSource.system().instant().plus(ahead.get())).withZone(ZoneOffset.UTC);

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
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls())) {
            configure("  maximum-age: 1h\n");
            publish();
            try (Gateway gateway = RunningClinics.gateway(directory, clock)) {
                awaitStatus(laboratory, gateway, 1, 200);
                source.resetAll();
                source.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));

                ahead.set(Duration.ofMinutes(55));
                assertThat(RunningClinics.submit(laboratory, gateway, 2).statusCode())
                        .isEqualTo(200);
                ahead.set(Duration.ofMinutes(65));
                HttpResponse<String> refused = RunningClinics.submit(laboratory, gateway, 3);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                assertThat(refused.body()).contains("SC-3015").contains("révoqué");
                assertThat(entryOf(refused, gateway).reason()).contains("SC-3015");
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
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls());
                HttpClient another = RunningClinics.caller(clinics.laboratoryTls())) {
            Path oppositions = Files.writeString(directory.resolve("trust/oppositions.txt"), "");
            configure("  oppositions: ../trust/oppositions.txt\n");
            publish();
            try (Gateway gateway = RunningClinics.gateway(directory, clock)) {
                awaitStatus(laboratory, gateway, 1, 200);
                X509Certificate card = TrustFiles.certificates(directory.resolve("parties/labo/auth.pem"))
                        .getFirst();
                Files.writeString(
                        oppositions,
                        "2026-01-01T00:00:00Z;" + card.getSerialNumber().toString(16) + ";"
                                + card.getIssuerX500Principal().getName());

                awaitStatus(laboratory, gateway, 2, 401);

                HttpResponse<String> refused = RunningClinics.submit(laboratory, gateway, 2);
                assertThat(refused.body()).contains("SC-3003");
                Entry entry = entryOf(refused, gateway);
                assertThat(entry.event()).isEqualTo(EventName.SUBMISSION_REJECTION);
                assertThat(entry.rule()).isEqualTo("certificate:refuse");
                assertThat(entry.reason()).contains("SC-3003");
                assertThatThrownBy(() -> RunningClinics.submit(another, gateway, 2))
                        .isInstanceOf(IOException.class);
            }
        }
    }

    /** The entry of the signed receipt that the answer links. */
    private static Entry entryOf(HttpResponse<String> refused, Gateway gateway) {
        String link = refused.headers().firstValue("Link").orElseThrow();
        UUID id = UUID.fromString(link.substring(link.lastIndexOf('/', link.indexOf('>')) + 1, link.indexOf('>')));
        var receipt = gateway.ledger().receipts().find(new ReceiptId(id)).orElseThrow();
        return Receipt.decode(receipt.content()).entry();
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

    /** Refused handshakes count as not yet. */
    private static void awaitStatus(HttpClient client, Gateway gateway, int number, int status) {
        await().atMost(PATIENCE)
                .ignoreException(IOException.class)
                .until(() -> RunningClinics.submit(client, gateway, number).statusCode() == status);
    }
}
