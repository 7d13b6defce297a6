package org.sceau.it.crash;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.PartnerClient;
import org.sceau.app.demo.ReceivedDocument;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.OperatorView;
import org.sceau.it.support.Progress;
import org.sceau.it.support.ReceiptCheck;
import org.sceau.it.support.Traffic;

/**
 * Kills the gateway ({@code kill -9}) at random moments under load. Afterwards: no accepted document is lost, the hospital
 * holds exactly one of each, every receipt verifies, every accepted transfer has ended.
 */
public final class KillHarness {
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(30);

    private final Path directory;
    private final int kills;
    private final Random random;

    /** Works in {@code directory}, which is made. */
    public KillHarness(Path directory, int kills, long seed) {
        this.directory = directory;
        this.kills = kills;
        this.random = new Random(seed);
    }

    /**
     * What was seen.
     *
     * @param kills done
     * @param accepted submissions answered with success
     * @param repeated submissions that had to be sent again
     * @param duplicateAttempts submissions that reached the hospital more than once
     * @param problems everything that must not be, at best empty
     */
    public record Report(int kills, int accepted, long repeated, int duplicateAttempts, List<String> problems) {}

    /** Runs to the end. */
    public Report run() throws IOException, InterruptedException {
        try (Clinics clinics = Clinics.create(directory)) {
            Traffic traffic = new Traffic(clinics.fhir(), clinics.laboratoryTls(), 20_000, 1, () -> 0);
            Progress progress = new Progress(System.err, "kill -9", kills);
            traffic.start(4);
            for (int i = 0; i < kills; i++) {
                GatewayProcess gateway = GatewayProcess.start(directory, List.of("-Xmx512m"), Map.of());
                if (i % 2 == 0) { // on a slow machine a new process needs longer than that for its first answer
                    awaitAnotherAccepted(traffic);
                }
                Thread.sleep(100 + random.nextInt(1_900));
                gateway.kill();
                progress.step();
            }
            try (GatewayProcess gateway = GatewayProcess.start(directory, List.of("-Xmx512m"), Map.of())) {
                awaitAnotherAccepted(traffic);
                traffic.stop();
                return judge(clinics, traffic, gateway);
            }
        }
    }

    /** Gives up in silence: a gateway that accepts nothing any more shows in the report. */
    private static void awaitAnotherAccepted(Traffic traffic) throws InterruptedException {
        int before = traffic.accepted().size();
        long start = System.nanoTime();
        while (traffic.accepted().size() == before && System.nanoTime() - start < FIRST_ANSWER.toNanos()) {
            Thread.sleep(20);
        }
    }

    private Report judge(Clinics clinics, Traffic traffic, GatewayProcess gateway)
            throws IOException, InterruptedException {
        OperatorView operator = new OperatorView(gateway.management());
        List<String> problems = new ArrayList<>(operator.awaitAllEnded(Duration.ofMinutes(3)));
        Map<String, ReceivedDocument> held = new HashMap<>();
        clinics.hospital().documents().forEach(document -> held.put(document.uniqueId(), document));
        ReceiptCheck check = new ReceiptCheck(clinics.anchors());
        try (PartnerClient laboratory = new PartnerClient(gateway.fhir(), clinics.laboratoryTls())) {
            for (Traffic.Accepted accepted : traffic.accepted()) {
                if (!held.containsKey(accepted.document())) {
                    problems.add("lost: " + accepted.document());
                }
                problems.addAll(receipt(laboratory, accepted, check));
            }
        }
        problems.addAll(check.contradictions());
        return new Report(
                kills,
                traffic.accepted().size(),
                traffic.repeats(),
                clinics.hospital().duplicates(),
                problems);
    }

    private static List<String> receipt(PartnerClient laboratory, Traffic.Accepted accepted, ReceiptCheck check)
            throws IOException, InterruptedException {
        if (accepted.receipt().isEmpty()) {
            return List.of("no receipt offered: " + accepted.submissionSet());
        }
        HttpResponse<InputStream> response =
                laboratory.get(accepted.receipt().orElseThrow(), "application/vnd.sceau.receipt+json");
        try (InputStream body = response.body()) {
            return response.statusCode() == 200
                    ? check.verify(accepted.submissionSet(), body.readAllBytes())
                    : List.of("no receipt found: " + accepted.submissionSet());
        }
    }

    /** {@code KillHarness DIRECTORY [KILLS [SEED]]}; exit 1 when anything is wrong. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("sceau-kill");
        int kills = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        Report report = new KillHarness(directory, kills, seed).run();
        System.out.printf(
                "kills %d, accepted %d, repeated by the sender %d, duplicate attempts at the hospital %d, problems %d%n",
                report.kills(),
                report.accepted(),
                report.repeated(),
                report.duplicateAttempts(),
                report.problems().size());
        report.problems().stream().limit(20).forEach(System.out::println);
        System.exit(report.problems().isEmpty() && report.accepted() > 0 ? 0 : 1);
    }
}
