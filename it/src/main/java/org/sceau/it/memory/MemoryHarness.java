package org.sceau.it.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.Envelopes;
import org.sceau.app.demo.PartnerClient;
import org.sceau.app.demo.ReceivedDocument;
import org.sceau.app.demo.Sent;
import org.sceau.it.support.GatewayProcess;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.Digest;

/** One document of any size submitted, delivered and pulled with {@code -Xmx256m}. */
public final class MemoryHarness {
    private MemoryHarness() {}

    /**
     * What was seen.
     *
     * @param delivered what the hospital holds opens with its key and is what was sent
     * @param pulled the bytes that came back are those that were sent
     * @param wrapped so are those inside the FHIR Binary
     * @param peakResidentMegabytes of the gateway process
     */
    public record Report(boolean delivered, boolean pulled, boolean wrapped, long peakResidentMegabytes) {}

    /** Runs once with a PDF of {@code sizeBytes}. */
    public static Report run(Path directory, long sizeBytes, String heap) throws IOException, InterruptedException {
        try (Clinics clinics = Clinics.create(directory);
                GatewayProcess gateway = GatewayProcess.start(directory, List.of(heap), Map.of())) {
            Path bundle = directory.resolve("large.json");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(bundle), 1 << 20)) {
                SampleReport.of(1, sizeBytes).writeTransaction(SampleReport.Carrying.PDF, out);
            }
            Sent sent = Sent.of(bundle, directory.resolve("scratch"));
            try (PartnerClient laboratory = new PartnerClient(gateway.fhir(), clinics.laboratoryTls());
                    PartnerClient hospital = new PartnerClient(gateway.fhir(), clinics.hospitalTls())) {
                int status = laboratory.submit(bundle).status();
                Files.delete(bundle);
                if (status != 200) {
                    throw new IOException("submission answered with status " + status);
                }
                boolean ended =
                        gateway.operator().awaitAllEnded(Duration.ofMinutes(30)).isEmpty();
                boolean delivered = ended && delivered(clinics, sent);
                boolean pulled = pulled(hospital, sent, false);
                boolean wrapped = pulled(hospital, sent, true);
                return new Report(delivered, pulled, wrapped, gateway.peakResidentKilobytes() / 1024);
            }
        }
    }

    private static boolean delivered(Clinics clinics, Sent sent) throws IOException {
        Envelopes envelopes = Envelopes.of(clinics.directory().resolve("parties/hopital"));
        Path clear = clinics.directory().resolve("clear");
        for (ReceivedDocument document : clinics.hospital().documents()) {
            if (document.contentType().startsWith("application/pkcs7-mime")) {
                try (InputStream cms = Files.newInputStream(document.file())) {
                    if (envelopes
                            .open(cms, clear)
                            .filter(sent.documents()::contains)
                            .isPresent()) {
                        return true;
                    }
                } finally {
                    Files.deleteIfExists(clear);
                }
            }
        }
        return false;
    }

    private static boolean pulled(PartnerClient hospital, Sent sent, boolean wrapped)
            throws IOException, InterruptedException {
        for (JsonNode reference : hospital.find(sent.patient().orElseThrow())) {
            JsonNode attachment = reference.at("/content/0/attachment");
            HttpResponse<InputStream> response = hospital.get(
                    URI.create(attachment.path("url").asText()),
                    wrapped
                            ? "application/fhir+json"
                            : attachment.path("contentType").asText());
            MessageDigest sha256 = Digest.sha256();
            try (InputStream raw = response.body();
                    InputStream body = new DigestInputStream(wrapped ? data(raw) : raw, sha256)) {
                body.transferTo(OutputStream.nullOutputStream());
            }
            if (sent.documents().contains(Digest.of(sha256.digest()))) {
                return true;
            }
        }
        return false;
    }

    /** What a Binary in JSON holds: nothing of what stands behind its data is base64. */
    private static InputStream data(InputStream binary) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\"data\":\"") < 0) {
            int next = binary.read();
            if (next < 0) {
                throw new EOFException("no data in the Binary");
            }
            head.append((char) next);
        }
        return Base64.getMimeDecoder().wrap(binary);
    }

    /** {@code MemoryHarness [BYTES [HEAP]]}; exit 1 when anything is wrong. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        long size = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1L << 30;
        String heap = arguments.length > 1 ? arguments[1] : "-Xmx256m";
        Report report = run(Files.createTempDirectory("sceau-memory"), size, heap);
        System.out.printf(
                "%d bytes with %s: delivered %s, pulled %s, as a Binary %s, peak resident %d MB%n",
                size, heap, report.delivered(), report.pulled(), report.wrapped(), report.peakResidentMegabytes());
        System.exit(report.delivered() && report.pulled() && report.wrapped() ? 0 : 1);
    }
}
