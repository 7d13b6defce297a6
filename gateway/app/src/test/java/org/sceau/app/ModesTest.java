package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.app.demo.Hospital;
import org.sceau.profiles.SamplePatient;
import org.sceau.profiles.SampleReport;
import org.sceau.transfer.DeliveryState;

/** Channels and modes other than the demonstration's, and a broker that lost everything. */
class ModesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void aRecipientThatChoseItGetsTheRequestAsTheSenderMadeIt() throws Exception {
        try (var clinics = RunningClinics.start(directory, wish -> with(wish, "clear", "custody"))) {
            SampleReport report = SampleReport.of(21, 5_000);
            submit(clinics, report);

            delivered(clinics);

            assertThat(contents(clinics.clinics())).contains(report.pdf().bytes());
        }
    }

    @Test
    void aDocumentLargerThanMemoryBuffersIsDeliveredInClearToo() throws Exception {
        try (var clinics = RunningClinics.start(directory, wish -> with(wish, "clear", "custody"))) {
            SampleReport report = SampleReport.of(22, 3_000_000);
            submit(clinics, report);

            delivered(clinics);

            assertThat(contents(clinics.clinics())).contains(report.pdf().bytes());
        }
    }

    @Test
    void inReaderOnlyModeAPullerGetsTheCmsObjectAndNothingElse() throws Exception {
        try (var clinics = RunningClinics.start(directory, wish -> with(wish, "cms", "reader-only"))) {
            SampleReport report = SampleReport.of(23, 5_000);
            submit(clinics, report);
            HttpClient hospital = clinics.client(clinics.clinics().hospitalTls());

            URI document = attachment(clinics, hospital, report);
            HttpResponse<byte[]> sealed = RunningClinics.send(
                    hospital, HttpRequest.newBuilder(document).build());
            HttpResponse<byte[]> clear = RunningClinics.send(
                    hospital,
                    HttpRequest.newBuilder(document)
                            .header("Accept", "application/pdf")
                            .build());

            assertThat(sealed.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/pkcs7-mime");
            assertThat(new String(sealed.body(), StandardCharsets.ISO_8859_1))
                    .doesNotContain(new String(report.pdf().bytes(), 0, 100, StandardCharsets.ISO_8859_1));
            assertThat(clear.statusCode()).isEqualTo(406);
            HttpResponse<byte[]> binary = RunningClinics.send(
                    hospital,
                    HttpRequest.newBuilder(document)
                            .header("Accept", RunningClinics.FHIR)
                            .build());
            assertThat(RunningClinics.json(binary).path("contentType").asText()).startsWith("application/pkcs7-mime");
            assertThat(RunningClinics.json(binary).path("data").binaryValue()).isEqualTo(sealed.body());
            delivered(clinics);
        }
    }

    @Test
    void aBrokerThatLostEverythingLosesNoDelivery() throws Exception {
        SampleReport report = SampleReport.of(24, 2_000);
        int port;
        try (var clinics = RunningClinics.start(directory, wish -> wish)) {
            port = clinics.clinics().hospital().base().getPort();
            clinics.clinics().hospital().close();
            submit(clinics, report);
            await().until(() -> clinics.deliveries().stream()
                    .anyMatch(delivery -> delivery.state() == DeliveryState.QUEUED && delivery.attempt() > 1));
        }
        delete(directory.resolve("data/broker"));

        Path party = directory.resolve("parties/hopital");
        SSLContext tls = Clinics.clientTls(
                party.resolve("tls.p12"), party.resolve("passphrase"), directory.resolve("trust/anchors.pem"));
        try (var hospital = Hospital.start(directory.resolve("second-inbox"), tls, port);
                var gateway = RunningClinics.gateway(directory)) {
            await().atMost(PATIENCE)
                    .until(() -> RunningClinics.transfers(gateway).stream()
                            .flatMap(line -> line.deliveries().stream())
                            .allMatch(delivery -> delivery.state() == DeliveryState.CONSIGNED));
            assertThat(hospital.documents()).isNotEmpty();
        }
    }

    private static GatewayFolder.Wish with(GatewayFolder.Wish wish, String carries, String mode) {
        return new GatewayFolder.Wish(
                wish.fhirPort(), wish.managementPort(), wish.hospital(), carries, mode, wish.hosting());
    }

    private static void submit(RunningClinics clinics, SampleReport report) throws IOException, InterruptedException {
        HttpClient laboratory = clinics.client(clinics.clinics().laboratoryTls());
        HttpResponse<byte[]> answer = RunningClinics.send(
                laboratory, clinics.post("", RunningClinics.FHIR, report.transaction(SampleReport.Carrying.BOTH)));
        assertThat(answer.statusCode()).as(RunningClinics.text(answer)).isEqualTo(200);
    }

    private static void delivered(RunningClinics clinics) {
        await().atMost(PATIENCE)
                .until(() -> clinics.deliveries().stream()
                        .allMatch(delivery -> delivery.state() == DeliveryState.CONSIGNED));
    }

    private static URI attachment(RunningClinics clinics, HttpClient hospital, SampleReport report)
            throws IOException, InterruptedException {
        String token = SamplePatient.INS_TEST + "|" + report.patient().value();
        String form = "status=current&patient.identifier=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        HttpResponse<byte[]> found = RunningClinics.send(
                hospital,
                clinics.post(
                        "/DocumentReference/_search",
                        "application/x-www-form-urlencoded",
                        form.getBytes(StandardCharsets.US_ASCII)));
        return URI.create(RunningClinics.json(found)
                .at("/entry/0/resource/content/0/attachment/url")
                .asText());
    }

    private static List<byte[]> contents(Clinics clinics) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (var document : clinics.hospital().documents()) {
            contents.add(Files.readAllBytes(document.file()));
        }
        return contents;
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
