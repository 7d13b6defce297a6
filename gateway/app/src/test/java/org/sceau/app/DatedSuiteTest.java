package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;

/** The last day of a suite passes while a gateway runs. */
class DatedSuiteTest {
    @TempDir
    Path directory;

    @Test
    void fromTheDayAfterItsLastNothingIsEncryptedInASuite() throws Exception {
        Instant now = Instant.now(Clock.systemUTC());
        LocalDate last = LocalDate.ofInstant(now, ZoneOffset.UTC);
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls())) {
            Files.writeString(
                    directory.resolve("conf/crypto.yaml"),
                    "encrypting: [{suite: reader-p256-1, allowed-until: " + last + "}]");
            var clock = new AtomicReference<>(now);
            InstantSource moving = clock::get;
            try (Gateway gateway = RunningClinics.gateway(directory, moving.withZone(ZoneOffset.UTC))) {
                HttpResponse<String> taken = RunningClinics.submit(laboratory, gateway, 1);
                assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);

                clock.set(last.plusDays(1)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .plus(Duration.ofMinutes(1)));

                HttpResponse<String> refused = RunningClinics.submit(laboratory, gateway, 2);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
                assertThat(refused.body()).contains("SC-4013").contains("suite cryptographique");
                assertThat(RunningClinics.transfers(gateway)).hasSize(1);
            }
        }
    }

    /** Whoever is read in another suite is served, and what stands in the journal can be proved. */
    @Test
    void aGatewayStartsThoughASuiteHasEndedAndRefusesWhomThatTouches() throws Exception {
        Instant now = Instant.now(Clock.systemUTC());
        LocalDate yesterday = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(1);
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls())) {
            Files.writeString(
                    directory.resolve("conf/crypto.yaml"),
                    "encrypting: [{suite: reader-p256-1, allowed-until: " + yesterday + "}]");
            try (Gateway gateway = RunningClinics.gateway(directory, Clock.fixed(now, ZoneOffset.UTC))) {
                HttpResponse<String> refused = RunningClinics.submit(laboratory, gateway, 1);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
                assertThat(refused.body()).contains("SC-4013");
                assertThat(RunningClinics.transfers(gateway)).isEmpty();
            }
        }
    }
}
