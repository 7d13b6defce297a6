package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.app.demo.Clinics;

/** The last day of the seal's algorithm passes while a gateway runs. */
class SigningStopTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"', after-end: stop', 503", "', after-end: warn', 200", "'', 200"})
    void fromTheDayAfterItsLastNothingIsSealedWhereTheFileSaysSo(String after, int status) throws Exception {
        Instant now = Instant.now(Clock.systemUTC());
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC);
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls());
                HttpClient operator = HttpClient.newHttpClient()) {
            Files.writeString(
                    directory.resolve("conf/crypto.yaml"),
                    "signing: [{algorithm: p-256, allowed-until: " + last + after + "}]");
            var clock = new AtomicReference<>(now);
            InstantSource moving = clock::get;
            try (Gateway gateway = RunningClinics.gateway(directory, moving.withZone(ZoneOffset.UTC))) {
                HttpResponse<String> taken = RunningClinics.submit(laboratory, gateway, 1);
                assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
                assertThat(observed(operator, gateway, "/observe/health/ready").statusCode())
                        .isEqualTo(200);

                clock.set(last.plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .plus(Duration.ofMinutes(1)));

                HttpResponse<String> next = RunningClinics.submit(laboratory, gateway, 2);
                assertThat(next.statusCode()).as(next.body()).isEqualTo(status);
                assertThat(observed(operator, gateway, "/observe/health/ready").statusCode())
                        .isEqualTo(status);
                String said = observed(operator, gateway, "/api/status").body();
                if (status == 503) {
                    assertThat(next.body()).contains("SC-7006").contains("algorithme");
                    assertThat(next.headers().firstValue("Retry-After")).isPresent();
                    assertThat(said).contains("\"signingEnded\":[\"p-256\"]");
                    assertThat(RunningClinics.transfers(gateway)).hasSize(1);
                } else {
                    assertThat(said).contains("\"signingEnded\":[]");
                    assertThat(RunningClinics.transfers(gateway)).hasSize(2);
                }
            }
        }
    }

    private static HttpResponse<String> observed(HttpClient operator, Gateway gateway, String path)
            throws IOException, InterruptedException {
        return operator.send(RunningClinics.operator(gateway, path).build(), BodyHandlers.ofString());
    }
}
