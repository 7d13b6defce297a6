package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;

/** A route that stops while its journal is not time-stamped, over a real gateway and an authority that is not there. */
class UnstampedTest {
    @TempDir
    Path directory;

    @Test
    void aRouteThatStopsRefusesWhileTheJournalIsNotTimeStampedAndTakesUpAgain() throws Exception {
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls())) {
            Path route = directory.resolve("conf/routes/resultats.yaml");
            Files.writeString(route, Files.readString(route) + "\nwhen-unstamped: {stop: {after: 10m}}\n");
            String settings = Files.readString(directory.resolve("conf/gateway.yaml"));
            configure(RunningClinics.withoutAuthority(settings));

            try (Gateway gateway = RunningClinics.gateway(directory, Clock.systemUTC())) {
                assertThat(RunningClinics.submit(laboratory, gateway, 1).statusCode())
                        .isEqualTo(200);
            }
            try (Gateway gateway =
                    RunningClinics.gateway(directory, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(11)))) {
                HttpResponse<String> refused = RunningClinics.submit(laboratory, gateway, 2);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
                assertThat(refused.body()).contains("SC-6006").contains("horodatage");
                assertThat(RunningClinics.transfers(gateway)).hasSize(1);
            }
            configure(settings);
            try (Gateway gateway = RunningClinics.gateway(directory, Clock.systemUTC())) {
                await().atMost(Duration.ofSeconds(60)).until(gateway::stamp);
                assertThat(RunningClinics.submit(laboratory, gateway, 2).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    private void configure(String settings) throws IOException {
        Files.writeString(directory.resolve("conf/gateway.yaml"), settings);
    }
}
