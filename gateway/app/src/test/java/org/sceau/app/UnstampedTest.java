package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.profiles.SampleReport;
import org.sceau.routing.configuration.Configuration;

/** A route that stops while its journal is not time-stamped, over a real gateway and an authority that is not there. */
class UnstampedTest {
    private static final String DEVELOPMENT = "(?m)^  development:.*\\R    key:.*\\R    passphrase-file:.*$";

    @TempDir
    Path directory;

    @Test
    void aRouteThatStopsRefusesWhileTheJournalIsNotTimeStampedAndTakesUpAgain() throws Exception {
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = HttpClient.newBuilder()
                        .sslContext(clinics.laboratoryTls())
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            Path route = directory.resolve("conf/routes/resultats.yaml");
            Files.writeString(route, Files.readString(route) + "\nwhen-unstamped: {stop: {after: 10m}}\n");
            String settings = Files.readString(directory.resolve("conf/gateway.yaml"));
            String nobody = "  authorities: [{url: \"http://127.0.0.1:" + GatewayFolder.freePort()
                    + "/\", anchors: ../trust/anchors.pem}]";
            configure(settings.replaceFirst(DEVELOPMENT, nobody));

            try (Gateway gateway = start(Clock.systemUTC())) {
                assertThat(submit(laboratory, gateway, 1).statusCode()).isEqualTo(200);
            }
            try (Gateway gateway = start(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(11)))) {
                HttpResponse<String> refused = submit(laboratory, gateway, 2);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                assertThat(refused.body()).contains("SC-6006").contains("horodatage");
                assertThat(RunningClinics.transfers(gateway)).hasSize(1);
            }
            configure(settings);
            try (Gateway gateway = start(Clock.systemUTC())) {
                await().atMost(Duration.ofSeconds(60)).until(gateway::stamp);
                assertThat(submit(laboratory, gateway, 2).statusCode()).isEqualTo(200);
            }
        }
    }

    private void configure(String settings) throws IOException {
        Files.writeString(directory.resolve("conf/gateway.yaml"), settings);
    }

    private Gateway start(Clock clock) {
        if (Configuration.load(directory.resolve("conf"), clock) instanceof Configuration.Reading.Loaded loaded) {
            return Gateway.start(loaded.configuration(), clock, new SecureRandom(), () -> {});
        }
        throw new AssertionError("the configuration is refused");
    }

    private static HttpResponse<String> submit(HttpClient laboratory, Gateway gateway, int number)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.base().toString()))
                .header("Content-Type", RunningClinics.FHIR)
                .header("Accept", RunningClinics.FHIR)
                .header("Accept-Language", "fr")
                .POST(BodyPublishers.ofByteArray(SampleReport.of(number, 3_000).transaction(SampleReport.Carrying.PDF)))
                .build();
        return laboratory.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
