package org.sceau.it.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.sceau.app.demo.Clinics;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.Progress;
import org.sceau.it.support.Traffic;

/**
 * Kills the gateway ({@code kill -9}) at random moments under load, now and then already while it starts. Afterwards
 * {@link Judgement} finds that nothing accepted is lost, doubled, contradicted or left open.
 */
public final class KillHarness implements AutoCloseable {
    /** The second compiler would take the time of the moments that are looked for. */
    private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1");

    private static final long LONGEST_START = 10_000;
    private static final Duration TO_THE_END = Duration.ofMinutes(5);
    private static final int WHILE_STARTING = 8; // one of so many
    private static final int LARGE = 16; // one of so many has a vault file of its own
    private static final int SMALL_BYTES = 20_000;
    private static final int LARGE_BYTES = 300_000;

    private final Clinics clinics;
    private final Traffic traffic;
    private final Judgement judgement;
    private final int kills;
    private final int longestMillis;
    private final Random random;

    private KillHarness(Clinics clinics, Traffic traffic, int kills, int longestMillis, long seed) throws IOException {
        this.clinics = clinics;
        this.traffic = traffic;
        this.judgement = new Judgement(clinics);
        this.kills = kills;
        this.longestMillis = longestMillis;
        this.random = new Random(seed);
    }

    /** Works in {@code directory}, which is made; a kill comes up to {@code longestMillis} after an answer. */
    public static KillHarness in(Path directory, int kills, int longestMillis, long seed) throws IOException {
        Clinics clinics = Clinics.create(directory);
        Path route = clinics.directory().resolve("conf/routes/resultats.yaml");
        Files.writeString(route, "\ntime-stamp: document\n", StandardOpenOption.APPEND);
        stampEachSecond(directory.resolve("conf/gateway.yaml"));
        var documents = new Traffic.Documents(1, at -> at % LARGE == 0 ? LARGE_BYTES : SMALL_BYTES, 0, true);
        Traffic traffic = new Traffic(clinics.fhir(), clinics.laboratoryTls(), documents, () -> 0);
        return new KillHarness(clinics, traffic, kills, longestMillis, seed);
    }

    /** So that kills come between sealing and stamping too. */
    private static void stampEachSecond(Path settings) throws IOException {
        String usual = Files.readString(settings);
        String often = usual.replace("every: 5s", "every: 1s");
        if (often.equals(usual)) {
            throw new IOException("the interval of time-stamps stands elsewhere");
        }
        Files.writeString(settings, often);
    }

    /**
     * What was seen.
     *
     * @param kills done
     * @param starting how many of them before the gateway was ready
     * @param accepted submissions answered with success
     * @param repeated how often a sender had to send again
     * @param duplicateAttempts submissions that reached the hospital again
     * @param receipts verified in the end
     * @param given those that were given out between the kills, verified too
     * @param stamps time-stamps over the journal
     * @param problems everything that must not be, at best empty
     */
    public record Report(
            int kills,
            int starting,
            int accepted,
            long repeated,
            int duplicateAttempts,
            int receipts,
            int given,
            int stamps,
            List<String> problems) {}

    /** Runs to the end; once. */
    public Report run() throws IOException, InterruptedException {
        traffic.start(4);
        int starting = kill();
        List<String> problems = new ArrayList<>();
        try (GatewayProcess gateway = GatewayProcess.start(clinics.directory(), OPTIONS, Map.of())) {
            traffic.finish();
            problems.addAll(gateway.operator().awaitAllEnded(TO_THE_END));
            problems.addAll(judgement.receiptsOf(traffic.accepted(), gateway.fhir()));
        }
        problems.addAll(judgement.given(traffic.given()));
        problems.addAll(held());
        if (traffic.refusals() > 0) {
            problems.add("valid submissions refused: " + traffic.refusals());
        }
        return new Report(
                kills,
                starting,
                traffic.accepted().size(),
                traffic.repeats(),
                clinics.hospital().inbox().duplicates(),
                judgement.receipts(),
                traffic.given().size(),
                judgement.stamps(),
                problems);
    }

    /** Judges once more what the recipients hold and the ledger says, after {@link #run}. */
    List<String> held() throws IOException {
        return judgement.held(traffic.accepted());
    }

    /** The hospital's file of a document that a laboratory sent; signatures and metadata objects lie beside them. */
    Path oneDocumentOfTheHospital() {
        Traffic.Accepted one = traffic.accepted().iterator().next();
        return clinics.hospital().inbox().find(one.document()).orElseThrow().file();
    }

    @Override
    public void close() {
        traffic.close();
        clinics.close();
    }

    private int kill() throws IOException, InterruptedException {
        Progress progress = new Progress(System.err, "kill -9", kills);
        long startMillis = 4_000;
        int starting = 0;
        for (int i = 0; i < kills; i++) {
            long start = System.nanoTime();
            if (i % WHILE_STARTING == 0) {
                starting += GatewayProcess.startAndKill(
                                clinics.directory(), OPTIONS, Duration.ofMillis(random.nextLong(startMillis)))
                        ? 0
                        : 1;
            } else {
                GatewayProcess gateway = GatewayProcess.start(clinics.directory(), OPTIONS, Map.of());
                startMillis = Math.min(LONGEST_START, (System.nanoTime() - start) / 1_000_000);
                traffic.awaitAnother();
                Thread.sleep(random.nextInt(longestMillis));
                gateway.kill();
            }
            progress.step();
        }
        return starting;
    }

    /** {@code KillHarness [DIRECTORY [KILLS [SEED]]]}; exit 1 when anything is wrong. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("sceau-kill");
        int kills = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        try (KillHarness harness = in(directory, kills, 1_500, seed)) {
            System.exit(told(harness.run()) ? 0 : 1);
        }
    }

    private static boolean told(Report report) {
        System.out.printf(
                "kills %d (%d while starting), accepted %d, sent again by the sender %d, duplicate attempts at the"
                        + " hospital %d, receipts verified %d and %d given out between kills, time-stamps %d, problems %d%n",
                report.kills(),
                report.starting(),
                report.accepted(),
                report.repeated(),
                report.duplicateAttempts(),
                report.receipts(),
                report.given(),
                report.stamps(),
                report.problems().size());
        report.problems().stream().limit(40).forEach(System.out::println);
        return report.problems().isEmpty();
    }
}
