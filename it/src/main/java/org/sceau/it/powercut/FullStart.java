package org.sceau.it.powercut;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.PartnerClient;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.ReceiptCheck;
import org.sceau.proof.Receipt;

/** Starts the whole gateway, broker included, on what a cut has left: it comes up, finishes, and gives the same receipts. */
final class FullStart {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private FullStart() {}

    /** What is wrong; {@code folder} is made and becomes a gateway's folder with {@code data} as its data directory. */
    static List<String> problems(Clinics clinics, Path folder, Path data, List<Promise> promised)
            throws IOException, InterruptedException {
        Files.createDirectory(folder);
        for (String part : List.of("conf", "keys", "trust", "parties")) {
            Images.copy(clinics.directory().resolve(part), folder.resolve(part));
        }
        Images.copy(data, folder.resolve("data"));
        try (GatewayProcess gateway = GatewayProcess.start(folder, List.of("-Xmx512m"), Map.of());
                PartnerClient laboratory = new PartnerClient(gateway.fhir(), clinics.laboratoryTls())) {
            List<String> problems = new ArrayList<>(gateway.operator().awaitAllEnded(PATIENCE));
            ReceiptCheck check = new ReceiptCheck(clinics.anchors());
            for (Promise promise : promised) {
                HttpResponse<InputStream> response = laboratory.get(
                        promise.accepted().receipt().orElseThrow(), "application/vnd.sceau.receipt+json");
                try (InputStream body = response.body()) {
                    byte[] receipt = body.readAllBytes();
                    problems.addAll(check.verify(promise.transfer().toString(), receipt));
                    if (!promise.keptAs(Receipt.decode(receipt))) {
                        problems.add("another receipt than was given out: " + promise.transfer());
                    }
                }
            }
            problems.addAll(check.contradictions());
            return problems;
        } catch (IOException e) {
            return List.of("does not start: " + e.getMessage());
        }
    }
}
