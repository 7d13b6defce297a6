package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.Envelopes;
import org.sceau.app.demo.PartnerClient;
import org.sceau.app.demo.PartnerClient.Answer;
import org.sceau.app.demo.ReceivedDocument;
import org.sceau.app.demo.Sent;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.Digest;
import org.sceau.proof.Receipt;
import org.sceau.receipt.ReceiptFile;
import org.sceau.transfer.TransferId;

/** The steps of the demonstration, each of which fails when what it shows is not so. */
final class DemoRun {
    private static final int SAMPLE_PDF_BYTES = 20_000;
    private static final String CMS = "application/pkcs7-mime";

    private final Clinics clinics;
    private final RunningGateway gateway;
    private final Path file;
    private final Path evidence;
    private final List<Path> receipts = new ArrayList<>();
    private URI acceptance = URI.create("");

    DemoRun(Clinics clinics, RunningGateway gateway, Path file) {
        this.clinics = clinics;
        this.gateway = gateway;
        this.file = file;
        this.evidence = clinics.directory().resolve("evidence");
    }

    Path evidence() {
        return evidence;
    }

    List<Path> receipts() {
        return List.copyOf(receipts);
    }

    void steps(Talk talk) throws Exception {
        Files.createDirectories(evidence);
        Sent sent = sent();
        try (PartnerClient laboratory = new PartnerClient(gateway.fhir(), clinics.laboratoryTls());
                PartnerClient hospital = new PartnerClient(gateway.fhir(), clinics.hospitalTls())) {
            talk.step("demo.step.push", () -> push(laboratory, sent));
            TransferId transfer = talk.step("demo.step.deliver", () -> DemoDelivery.await(gateway));
            talk.step("demo.step.inbox", () -> openInbox(sent));
            talk.step("demo.step.signature", this::verifySignature);
            talk.step("demo.step.hosted", () -> openHosted(sent));
            talk.step("demo.step.pull", () -> pull(hospital, sent));
            talk.step("demo.step.stamp", () -> stamp(laboratory));
            talk.step("demo.step.receipts", () -> fetchReceipts(transfer));
            talk.step("demo.step.verify", this::verifyReceipts);
        }
    }

    private Sent sent() throws IOException {
        Path bundle = file;
        if (file.toString().isEmpty()) {
            bundle = clinics.directory().resolve("sent.json");
            Files.write(bundle, SampleReport.of(1, SAMPLE_PDF_BYTES).transaction(SampleReport.Carrying.BOTH));
        }
        return Sent.of(bundle, clinics.directory().resolve("scratch"));
    }

    private boolean push(PartnerClient laboratory, Sent sent) throws Exception {
        Answer answer = laboratory.submit(sent.file());
        if (answer.status() != 200) {
            throw new CommandFailed(
                    ExitCode.FALSE,
                    "demo.push-refused",
                    answer.status(),
                    answer.body().at("/issue/0/details/text").asText());
        }
        acceptance = answer.receipt().orElseThrow(() -> new CommandFailed(ExitCode.FALSE, "sent-no-receipt"));
        keep("acceptance.json", fetched(laboratory));
        return true;
    }

    private byte[] fetched(PartnerClient laboratory) throws Exception {
        HttpResponse<InputStream> response = laboratory.get(acceptance, Receipt.MEDIA_TYPE);
        try (InputStream body = response.body()) {
            return body.readAllBytes();
        }
    }

    /** What {@code sceau receipt refresh} does: the receipt that is in hand is replaced by the time-stamped one. */
    private boolean stamp(PartnerClient laboratory) throws Exception {
        byte[] stamped = gateway.stamp() ? fetched(laboratory) : new byte[0];
        if (stamped.length == 0 || Receipt.decode(stamped).stamp().isEmpty()) {
            throw new CommandFailed(ExitCode.FALSE, "demo.not-stamped");
        }
        Files.write(evidence.resolve("acceptance.json"), stamped);
        return true;
    }

    private void keep(String name, byte[] receipt) throws IOException {
        Path kept = evidence.resolve(name);
        Files.write(kept, receipt);
        receipts.add(kept);
    }

    private boolean openInbox(Sent sent) throws Exception {
        Envelopes envelopes = Envelopes.of(clinics.directory().resolve("parties/hopital"));
        Set<Digest> opened = new HashSet<>();
        int number = 0;
        for (ReceivedDocument document : clinics.hospital().documents()) {
            if (document.contentType().startsWith(CMS)) {
                Path clear = evidence.resolve("opened-" + number++);
                try (InputStream cms = Files.newInputStream(document.file())) {
                    envelopes.open(cms, clear).ifPresent(opened::add);
                }
            } else if (document.contentType().contains("jose")
                    || document.format().contains("dsg")) {
                Files.copy(document.file(), evidence.resolve("signature.json"));
            }
        }
        return same("hospital", sent, opened);
    }

    private static boolean same(String where, Sent sent, Set<Digest> seen) throws CommandFailed {
        if (!seen.containsAll(sent.documents())) {
            throw new CommandFailed(ExitCode.FALSE, "demo.mismatch", where);
        }
        return true;
    }

    private boolean verifySignature() throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of(evidence.resolve("signature.json").toString()));
        try (Stream<Path> opened = Files.list(evidence)) {
            opened.filter(path -> path.getFileName().toString().startsWith("opened-"))
                    .forEach(path -> arguments.addAll(List.of("--document", path.toString())));
        }
        return verified(arguments, "verify-signature.txt");
    }

    private boolean openHosted(Sent sent) throws Exception {
        Envelopes envelopes = Envelopes.of(clinics.directory().resolve("parties/hopital"));
        Set<Digest> opened = new HashSet<>();
        try (Stream<Path> deposits = Files.walk(clinics.directory().resolve("data/hosting"))) {
            for (Path deposit : deposits.filter(Files::isRegularFile).toList()) {
                Path clear = evidence.resolve("hosted");
                try (InputStream cms = Files.newInputStream(deposit)) {
                    envelopes.open(cms, clear).ifPresent(opened::add);
                }
                Files.deleteIfExists(clear);
            }
        }
        return same("hosting", sent, opened);
    }

    private boolean pull(PartnerClient hospital, Sent sent) throws Exception {
        List<JsonNode> found =
                sent.patient().isPresent() ? hospital.find(sent.patient().get()) : List.of();
        Set<Digest> pulled = new HashSet<>();
        for (JsonNode reference : found) {
            JsonNode attachment = reference.at("/content/0/attachment");
            HttpResponse<InputStream> response = hospital.get(
                    URI.create(attachment.path("url").asText()),
                    attachment.path("contentType").asText());
            try (InputStream body = response.body()) {
                pulled.add(Digest.sha256(body.readAllBytes()));
            }
        }
        if (found.isEmpty()) {
            throw new CommandFailed(ExitCode.FALSE, "demo.not-found");
        }
        return same("pull", sent, pulled);
    }

    private boolean fetchReceipts(TransferId transfer) throws Exception {
        int number = 0;
        for (ReceiptFile receipt : gateway.ledger().receipts().ofTransfer(transfer)) {
            keep(String.format("%02d-%s.json", ++number, receipt.event().label()), receipt.content());
        }
        return true;
    }

    private boolean verifyReceipts() throws Exception {
        return verified(receipts.stream().map(Path::toString).toList(), "verify-receipts.txt");
    }

    private boolean verified(List<String> arguments, String report) throws Exception {
        List<String> command = new ArrayList<>(Launcher.verifier());
        command.addAll(arguments);
        command.addAll(List.of("--trust", clinics.anchors().toString()));
        Path verdicts = evidence.resolve(report);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(verdicts.toFile());
        builder.environment().put("SCEAU_BUILD", "never");
        if (builder.start().waitFor() != 0) {
            throw new CommandFailed(ExitCode.FALSE, "demo.verify-failed", verdicts);
        }
        return true;
    }
}
