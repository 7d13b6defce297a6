package org.sceau.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.app.demo.PartnerClient;
import org.sceau.app.demo.ReceivedDocument;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.OperatorView;
import org.sceau.it.support.ReceiptCheck;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.Digest;
import org.sceau.proof.Receipt;

/** A gateway that is impatient, with a hospital behind a {@link FaultyRecipient}. Not thread-safe. */
final class Surroundings implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Set<String> POSITIVE = Set.of("ContentConsignment", "RelayAcceptance");
    private static final String RECEIPT = "application/vnd.sceau.receipt+json";
    private static final String IMPATIENT = "retry: {initial: 300ms, maximum: 500ms}";

    private final Clinics clinics;
    private final FaultyRecipient recipient;
    private final PartnerClient laboratory;
    private final ReceiptCheck check;
    private GatewayProcess gateway;

    private Surroundings(Clinics clinics, FaultyRecipient recipient) throws IOException, InterruptedException {
        this.clinics = clinics;
        this.recipient = recipient;
        this.laboratory = new PartnerClient(clinics.fhir(), clinics.laboratoryTls());
        this.check = new ReceiptCheck(clinics.anchors());
        this.gateway = started();
    }

    /** Makes the folder and starts the gateway. */
    static Surroundings create(Path directory) throws IOException, InterruptedException {
        int port = GatewayFolder.freePort();
        Clinics clinics = Clinics.create(
                directory,
                wish -> new GatewayFolder.Wish(
                        wish.fhirPort(),
                        wish.managementPort(),
                        FaultyRecipient.base(port),
                        wish.carries(),
                        wish.mode(),
                        true));
        Path conf = directory.resolve("conf");
        append(
                conf.resolve("gateway.yaml"),
                "delivery: {connect: 1s, answer: 2s, lease: 10s, sweep: 300ms, workers: 2}\n");
        append(conf.resolve("partners/hebergeur.yaml"), IMPATIENT + "\n");
        Path hospital = conf.resolve("partners/hopital.yaml");
        Files.writeString(hospital, Files.readString(hospital).replace("retry: {initial: 1s, maximum: 1m}", IMPATIENT));
        Path home = directory.resolve("parties/hopital");
        FaultyRecipient recipient = new FaultyRecipient(
                Clinics.clientTls(home.resolve("tls.p12"), home.resolve("passphrase"), clinics.anchors()),
                clinics.laboratoryTls(),
                clinics.hospital().base(),
                port);
        return new Surroundings(clinics, recipient);
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, Files.readString(file) + line);
    }

    /** An accepted submission. */
    record Accepted(SampleReport report, URI receipt, String transfer) {}

    FaultyRecipient recipient() {
        return recipient;
    }

    GatewayProcess gateway() {
        return gateway;
    }

    Path data() {
        return clinics.directory().resolve("data");
    }

    /** Submits and expects success. */
    Accepted submit(long seed, int pdfBytes) throws IOException, InterruptedException {
        SampleReport report = SampleReport.of(seed, pdfBytes);
        PartnerClient.Answer answer = laboratory.submit(report.transaction(SampleReport.Carrying.PDF));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        URI receipt = answer.receipt().orElseThrow();
        return new Accepted(
                report,
                receipt,
                Receipt.decode(fetch(receipt)).entry().transfer().orElseThrow().toString());
    }

    /** Submits and says what was answered. */
    PartnerClient.Answer attempt(long seed, int pdfBytes) throws IOException, InterruptedException {
        return laboratory.submit(SampleReport.of(seed, pdfBytes).transaction(SampleReport.Carrying.PDF));
    }

    /** The receipt of acceptance is there and verifies. */
    void hasItsReceipt(Accepted accepted) throws IOException, InterruptedException {
        assertThat(check.verify("acceptance", fetch(accepted.receipt()))).isEmpty();
    }

    private byte[] fetch(URI receipt) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = laboratory.get(receipt, RECEIPT);
        try (InputStream body = response.body()) {
            assertThat(response.statusCode()).isEqualTo(200);
            return body.readAllBytes();
        }
    }

    /** What the operator sees of a delivery. */
    JsonNode delivery(Accepted accepted, String partner) throws IOException, InterruptedException {
        for (JsonNode delivery :
                operator().get("/api/transfers/" + accepted.transfer()).path("deliveries")) {
            if (delivery.path("recipient").asText().equals(partner)) {
                return delivery;
            }
        }
        throw new IllegalStateException("no delivery to " + partner);
    }

    void awaitAttempts(Accepted accepted, String partner, int count) {
        await().atMost(PATIENCE)
                .until(() -> delivery(accepted, partner).path("attempt").asInt() >= count);
    }

    /** Waits for a delivery that says it is done, and sees that the receipt for it is positive, alone, and true. */
    void awaitDelivered(Accepted accepted, String partner) throws IOException, InterruptedException {
        await().atMost(PATIENCE)
                .until(() -> Set.of("consigned", "relayed")
                        .contains(delivery(accepted, partner).path("state").asText()));
        assertThat(events(accepted, partner))
                .singleElement()
                .satisfies(event -> assertThat(POSITIVE).contains(event));
    }

    /** Labels of the events that concern the delivery to a partner, each from a receipt that verifies. */
    List<String> events(Accepted accepted, String partner) throws IOException, InterruptedException {
        List<String> events = new ArrayList<>();
        for (JsonNode receipt : operator()
                .get("/api/transfers/" + accepted.transfer() + "/receipts")
                .path("receipts")) {
            String event = receipt.path("event").asText();
            assertThat(check.verify(
                            event,
                            Base64.getDecoder().decode(receipt.path("file").asText())))
                    .isEmpty();
            if (receipt.path("recipient").asText().equals(partner)) {
                events.add(event);
            }
        }
        return events;
    }

    /** The hospital has the document once: it is there, and nothing came twice. */
    void arrivedOnce(Accepted accepted) {
        assertThat(clinics.hospital().documents().stream().map(ReceivedDocument::uniqueId))
                .contains(accepted.report().pdfId());
        assertThat(clinics.hospital().inbox().duplicates()).isZero();
    }

    void notArrived(Accepted accepted) {
        assertThat(clinics.hospital().documents().stream().map(ReceivedDocument::uniqueId))
                .doesNotContain(accepted.report().pdfId());
    }

    /** The patient's document, pulled by the laboratory that sent it, has the bytes that were sent. */
    void canBePulled(Accepted accepted) throws IOException, InterruptedException {
        List<Digest> pulled = new ArrayList<>();
        var patient = accepted.report().patient();
        for (JsonNode found :
                laboratory.find(new org.sceau.identity.PatientIdentifier(patient.system(), patient.value()))) {
            URI url = URI.create(found.at("/content/0/attachment/url").asText());
            HttpResponse<InputStream> response = laboratory.get(url, "application/pdf");
            try (InputStream body = response.body()) {
                pulled.add(Digest.sha256(body.readAllBytes()));
            }
        }
        assertThat(pulled).contains(Digest.sha256(accepted.report().pdf().bytes()));
    }

    private OperatorView operator() {
        return gateway.operator();
    }

    /** Kills the gateway; {@link #restart} starts it again. */
    void kill() throws InterruptedException {
        gateway.kill();
    }

    void restart() throws IOException, InterruptedException {
        gateway = started();
    }

    private GatewayProcess started() throws IOException, InterruptedException {
        return GatewayProcess.start(clinics.directory(), List.of("-Xmx256m"), Map.of());
    }

    @Override
    public void close() {
        laboratory.close();
        gateway.close();
        recipient.close();
        clinics.close();
    }
}
