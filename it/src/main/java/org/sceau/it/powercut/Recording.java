package org.sceau.it.powercut;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.PartnerClient;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.NativeLibrary;
import org.sceau.it.support.ReceiptCheck;
import org.sceau.it.support.Traffic;

/**
 * A gateway's runs under load with every change to its data directory logged: the first is killed, the second stopped in
 * good order, the third killed.
 *
 * @param directory the gateway's folder; the log's paths are relative to it
 * @param operations the log
 * @param sites the place in the gateway of each sync in it
 * @param promises what was answered with success, in the order of the answers
 * @param starts by how much the log had grown before and after each start, in bytes
 */
record Recording(
        Path directory,
        List<Operation> operations,
        Map<Operation, SyncSite> sites,
        List<Promise> promises,
        List<Start> starts) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LARGE_BYTES = 300_000; // more than a vault keeps in a segment
    private static final int SMALL_BYTES = 20_000;

    record Start(long from, long to) {}

    /** How long the gateway answers in each run, and how long a sender rests after each answer. */
    record Plan(List<Duration> runs, int senders, int pauseMillis) {}

    /** Records; empty where there is no C compiler. Throws IOException when nothing was accepted or a receipt is wrong. */
    static Optional<Recording> make(Clinics clinics, Plan plan) throws IOException, InterruptedException {
        Path directory = clinics.directory();
        Path tools = Files.createDirectory(directory.resolve("tools"));
        Optional<Path> library = NativeLibrary.build("oplog", tools);
        if (library.isEmpty()) {
            return Optional.empty();
        }
        withoutTimeStamps(directory.resolve("conf/gateway.yaml"));
        Files.delete(directory.resolve("data")); // empty yet: the gateway makes it, and the log begins with nothing
        Path log = Files.createFile(directory.resolve("operations.log"));
        Path stop = tools.resolve("stop");
        Map<String, String> environment = NativeLog.environment(library.get(), directory, log, stop);
        var documents =
                new Traffic.Documents(1, seed -> seed % 8 == 0 ? LARGE_BYTES : SMALL_BYTES, plan.pauseMillis(), false);
        List<Start> starts = new ArrayList<>();
        try (Traffic traffic = new Traffic(clinics.fhir(), clinics.laboratoryTls(), documents, () -> size(log))) {
            traffic.start(plan.senders());
            for (int run = 0; run < plan.runs().size(); run++) {
                boolean last = run == plan.runs().size() - 1;
                long before = size(log);
                GatewayProcess gateway = GatewayProcess.start(directory, List.of("-Xmx512m"), environment);
                starts.add(new Start(before, size(log)));
                traffic.awaitAnother();
                Thread.sleep(plan.runs().get(run));
                if (last) {
                    traffic.finish();
                    List<Promise> promises = promises(clinics, gateway, traffic);
                    gateway.kill();
                    List<Operation> operations = Operation.read(log);
                    return Optional.of(new Recording(directory, operations, SyncSite.of(operations), promises, starts));
                }
                end(gateway, run % 2 == 0, stop);
            }
        }
        throw new IllegalArgumentException("a recording has at least one run");
    }

    /** With them a receipt read at the end would state a later seal than the one that its sender was promised. */
    private static void withoutTimeStamps(Path configuration) throws IOException {
        String text = Files.readString(configuration);
        int section = text.indexOf("\ntime-stamp:");
        if (section < 0 || text.indexOf("\n  ", section) < 0) {
            throw new IOException("the configuration names no time-stamps");
        }
        Files.writeString(configuration, text.replaceFirst("(?s)\ntime-stamp:\n(  [^\n]*\n)+", "\n"));
    }

    /** A kill from outside could come between a change and its record. */
    private static void end(GatewayProcess gateway, boolean kill, Path stop) throws IOException, InterruptedException {
        if (kill) {
            Files.createFile(stop);
            if (!gateway.awaitEnd(PATIENCE)) {
                throw new IOException("the gateway changes nothing any more");
            }
            Files.delete(stop);
        } else {
            gateway.close();
        }
    }

    private static List<Promise> promises(Clinics clinics, GatewayProcess gateway, Traffic traffic)
            throws IOException, InterruptedException {
        List<Promise> promises = new ArrayList<>();
        ReceiptCheck check = new ReceiptCheck(clinics.anchors());
        List<String> problems = new ArrayList<>();
        try (PartnerClient laboratory = new PartnerClient(gateway.fhir(), clinics.laboratoryTls())) {
            for (Traffic.Accepted accepted : traffic.accepted()) {
                HttpResponse<InputStream> response =
                        laboratory.get(accepted.receipt().orElseThrow(), "application/vnd.sceau.receipt+json");
                try (InputStream body = response.body()) {
                    byte[] receipt = body.readAllBytes();
                    problems.addAll(check.verify(accepted.submissionSet(), receipt));
                    promises.add(Promise.of(accepted, receipt));
                }
            }
        }
        problems.addAll(check.contradictions());
        if (!problems.isEmpty()) {
            throw new IOException("wrong before any power cut: " + problems.getFirst());
        }
        promises.sort(Comparator.comparingLong(promise -> promise.accepted().mark()));
        return promises;
    }

    /** How many operations had been logged when the log was {@code size} bytes long. */
    int operationsAt(long size) {
        int low = 0;
        int high = operations.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (operations.get(middle).end() <= size) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The promises that had been made before the operation {@code moment}. */
    List<Promise> promisedAt(int moment) {
        long seen = moment == 0 ? 0 : operations.get(moment - 1).end();
        return promises.stream()
                .takeWhile(promise -> promise.accepted().mark() <= seen)
                .toList();
    }

    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
