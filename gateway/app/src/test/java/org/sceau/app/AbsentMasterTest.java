package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.keys.MasterRing;
import org.sceau.profiles.SamplePatient;
import org.sceau.profiles.SampleReport;
import org.slf4j.LoggerFactory;

/** A gateway is started with a key ring out of which a master key that is needed was taken. */
class AbsentMasterTest {
    private static final int BEFORE = 1;
    private static final int AFTER = 2;

    @TempDir
    Path directory;

    @Test
    void theStartSaysSoOtherPatientsAreServedAndNoSearchShowsAnEmptyAnswer() throws Exception {
        Instant now = Instant.now(Clock.systemUTC());
        try (Clinics clinics = Clinics.create(directory, wish -> wish);
                HttpClient laboratory = RunningClinics.caller(clinics.laboratoryTls());
                HttpClient operator = HttpClient.newHttpClient()) {
            try (Gateway gateway = RunningClinics.gateway(directory, Clock.fixed(now, ZoneOffset.UTC))) {
                assertThat(RunningClinics.submit(laboratory, gateway, BEFORE).statusCode())
                        .isEqualTo(200);
                assertThat(observed(operator, gateway, "/observe/health/ready").statusCode())
                        .isEqualTo(200);
            }
            var ring = new MasterRing(directory.resolve("keys/ring.p12"), directory.resolve("keys/passphrase"));
            ring.generate(LocalDate.ofInstant(now, ZoneOffset.UTC), new SecureRandom());
            ring.remove("master", now);
            ListAppender<ILoggingEvent> log = new ListAppender<>();
            log.start();
            var ours = (Logger) LoggerFactory.getLogger(OpenKeyStatus.class);
            ours.addAppender(log);
            try (Gateway gateway = RunningClinics.gateway(directory, Clock.fixed(now, ZoneOffset.UTC))) {
                assertThat(log.list)
                        .extracting(ILoggingEvent::getFormattedMessage)
                        .contains("event=master-key-absent code=SC-7003 master=master");
                assertThat(observed(operator, gateway, "/observe/health/ready").statusCode())
                        .isEqualTo(503);
                assertThat(observed(operator, gateway, "/api/status").body())
                        .contains("\"masterKeysAbsent\":[\"master\"]");
                assertThat(RunningClinics.submit(laboratory, gateway, AFTER).statusCode())
                        .isEqualTo(200);
                HttpResponse<String> other = find(laboratory, gateway, AFTER);
                assertThat(other.statusCode()).as(other.body()).isEqualTo(200);
                assertThat(other.body()).contains("\"total\":1");
                HttpResponse<String> refused = find(laboratory, gateway, BEFORE);
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(500);
                assertThat(refused.body()).contains("SC-7003").doesNotContain("Bundle");
            } finally {
                ours.detachAppender(log);
            }
        }
    }

    private static HttpResponse<String> observed(HttpClient operator, Gateway gateway, String path)
            throws IOException, InterruptedException {
        return operator.send(RunningClinics.operator(gateway, path).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> find(HttpClient client, Gateway gateway, int number)
            throws IOException, InterruptedException {
        SamplePatient patient = SampleReport.of(number, 3_000).patient();
        String token = URLEncoder.encode(patient.system() + "|" + patient.value(), StandardCharsets.UTF_8);
        URI address = URI.create(gateway.base() + "/DocumentReference?status=current&patient.identifier=" + token);
        return client.send(
                HttpRequest.newBuilder(address)
                        .header("Accept", RunningClinics.FHIR)
                        .build(),
                BodyHandlers.ofString());
    }
}
