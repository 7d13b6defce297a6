package org.sceau.it.outage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.sceau.app.demo.PartnerClient;
import org.sceau.it.bench.Load;
import org.sceau.it.support.Problems;
import org.sceau.proof.cli.VerifyMain;

/**
 * Load on the packaged gateway while its time-stamp authority is away: no accepted document waits for it, deliveries end,
 * receipts say that they are not time-stamped yet, an operator sees it, a route that is to stop does, and with the authority
 * back everything is made good. Not thread-safe.
 */
public final class OutageHarness implements AutoCloseable {
    private static final int LOOK_MILLIS = 200;
    private static final int LOOKS = 3_000; // ten minutes: attempts are five minutes apart at most
    private static final String NOT_STAMPED = "\"time-not-stamped\"";

    private final Plan plan;
    private final Site site;
    private final Path scratch;
    private final Gauges gauges;
    private final Phase before = new Phase("before");
    private final Phase during = new Phase("outage");
    private final Phase after = new Phase("after");
    private final List<URI> unstamped = new ArrayList<>();
    private final List<Double> refusalMillis = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int otherRefusals;
    private int looks;

    private OutageHarness(Plan plan, Site site, Path scratch) {
        this.plan = plan;
        this.site = site;
        this.scratch = scratch;
        this.gauges = site.gauges();
    }

    /** A gateway in {@code directory}, running. */
    public static OutageHarness in(Path directory, Plan plan) throws IOException, InterruptedException {
        return new OutageHarness(plan, Site.start(directory, plan), directory.resolve("receipt.json"));
    }

    /** Plays it and prints what it showed; the problems. */
    public List<String> run() throws IOException, InterruptedException, ExecutionException {
        site.batch(plan.warmUp(), "warm-up");
        measure(before, plan.before());
        while (site.stopping().status() != 200 && patient("the route that stops to be open")) {
            // the time-stamps of a busy start may lag
        }
        site.authority().stop();
        measure(during, plan.outage().dividedBy(2));
        site.authority().fallSilent();
        measure(during, plan.outage().dividedBy(2));
        while (!(gauges.allSeen() && !refusalMillis.isEmpty()) && patient("alarm and stop")) {
            gauges.look();
            probe(during);
        }
        deliveriesEnded("without the authority");
        site.authority().comeBack();
        madeGood();
        measure(after, plan.before().dividedBy(2));
        deliveriesEnded("with the authority back");
        conclude();
        return problems;
    }

    private void measure(Phase phase, Duration time) throws IOException, InterruptedException, ExecutionException {
        long start = System.nanoTime();
        do {
            double cpu = site.cpuMillis();
            Load.Outcome outcome =
                    site.batch(plan.batch(), "load, " + phase.line().split(" ", 2)[0]);
            deliveriesEnded("in a batch");
            phase.add(outcome, (site.cpuMillis() - cpu) / Math.max(1, outcome.accepted()));
            probe(phase);
            gauges.look();
        } while (System.nanoTime() - start < time.toNanos());
    }

    /** In the outage one submission to each route between two batches, and what its receipt says. */
    private void probe(Phase phase) throws IOException, InterruptedException {
        if (phase != during) {
            return;
        }
        PartnerClient.Answer accepted = site.goingOn();
        require(accepted.status() == 200, "a submission is not accepted in the outage: " + accepted.status());
        if (accepted.receipt().isPresent()) {
            unstamped.add(accepted.receipt().get());
            require(verified(accepted.receipt().get()).contains(NOT_STAMPED), "a receipt claims a time-stamp");
        }
        long start = System.nanoTime();
        PartnerClient.Answer stopped = site.stopping();
        if (stopped.status() == 503 && stopped.body().toString().contains("SC-6006")) {
            refusalMillis.add((System.nanoTime() - start) / 1e6);
        } else if (stopped.status() != 200 || !refusalMillis.isEmpty()) {
            otherRefusals++;
        }
    }

    private void madeGood() throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (gauges.lag() > 0 && patient("a time-stamp")) {
            // until the next attempt
        }
        System.out.printf("stamped again after %.1f s%n", (System.nanoTime() - start) / 1e9);
        for (URI receipt : unstamped) {
            require(!verified(receipt).contains(NOT_STAMPED), "a receipt of the outage is still not time-stamped");
        }
        while (site.stopping().status() != 200 && patient("the route that stopped")) {
            // the gateway looks once in a round
        }
    }

    /** Waits a little; throws IOException when it has all in all been too much. */
    private boolean patient(String what) throws IOException, InterruptedException {
        if (++looks > LOOKS) {
            throw new IOException("waited in vain for " + what);
        }
        Thread.sleep(LOOK_MILLIS);
        return true;
    }

    private void deliveriesEnded(String when) throws IOException, InterruptedException {
        List<String> open = site.operator().awaitAllEnded(Duration.ofMinutes(2));
        require(open.isEmpty(), open.size() + " deliveries have not ended " + when);
    }

    /** What the verifier says about the receipt that stands there now. */
    private String verified(URI receipt) throws IOException, InterruptedException {
        Files.write(scratch, site.receipt(receipt));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] arguments = {scratch.toString(), "--trust", site.anchors().toString(), "--json"};
        require(VerifyMain.run(arguments, Map.of(), stream, stream) == 0, "a receipt is not proved");
        return out.toString(StandardCharsets.UTF_8);
    }

    private void conclude() {
        System.out.println(Phase.head());
        List.of(before, during, after).forEach(phase -> System.out.println(phase.line()));
        double cpu = during.cpu() / before.cpu();
        double p50 = during.p50() / before.p50();
        System.out.printf(
                "outage to before: CPU %.3f, p50 %.3f, p99 %.3f (medians of the batches; CPU of the whole process without"
                        + " its compilers)%n",
                cpu, p50, during.p99() / before.p99());
        System.out.println(gauges);
        System.out.printf(
                "%d receipts of the outage not time-stamped then and time-stamped now; %d refusals SC-6006, median %.1f ms%n",
                unstamped.size(), refusalMillis.size(), Phase.median(refusalMillis));
        require(cpu <= plan.most(), "CPU per document in the outage is " + cpu + " times that before");
        require(p50 <= plan.most(), "the median answer in the outage takes " + p50 + " times as long as before");
        require(Phase.median(refusalMillis) <= during.p50() * plan.most(), "a refusal takes longer than an acceptance");
        require(before.refused() + during.refused() + after.refused() == 0, "submissions were refused");
        require(otherRefusals == 0, otherRefusals + " other answers of the route that stops");
        require(gauges.allSeen(), "an operator does not see it: " + gauges);
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }

    @Override
    public void close() {
        site.close();
    }

    /** {@code OutageHarness [MINUTES]}, 10 unless told. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        Path directory = Files.createTempDirectory("sceau-outage");
        int exit;
        try (OutageHarness harness = in(directory, Plan.ofMinutes(minutes))) {
            exit = Problems.tell(harness.run());
        }
        System.exit(exit);
    }
}
