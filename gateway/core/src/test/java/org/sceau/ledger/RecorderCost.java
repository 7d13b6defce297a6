package org.sceau.ledger;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.sceau.document.Sample;
import org.sceau.transfer.Mode;

/** Measures what recording costs: {@code RecorderCost <batch> <rounds>}; prints the recorder thread's CPU time and the wall time per
 * acceptance. */
final class RecorderCost {
    private RecorderCost() {}

    public static void main(String[] arguments) throws IOException {
        int batch = Integer.parseInt(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Path directory = Files.createTempDirectory("recorder-cost");
        World.Lasting lasting =
                World.Lasting.in(directory, LedgerSettings.embedded("node-1", directory.resolve("data")));
        String content = "x".repeat(20_000);
        try (World world = new World(lasting)) {
            int number = 0;
            for (int measured = 0; measured < 5; measured++) {
                long cpu = 0;
                long wall = 0;
                for (int round = 0; round < rounds; round++) {
                    List<Acceptance> prepared = new ArrayList<>();
                    for (int i = 0; i < batch; i++) {
                        String id = "urn:oid:1." + number++;
                        prepared.add(world.acceptance(
                                Sample.one(id, id + ".1", content + number), World.LABO, Mode.CUSTODY));
                    }
                    long cpuBefore = recorderCpu();
                    long before = System.nanoTime();
                    List<CompletableFuture<AcceptOutcome>> waiting =
                            prepared.stream().map(world.recorder::accept).toList();
                    waiting.forEach(CompletableFuture::join);
                    wall += System.nanoTime() - before;
                    cpu += recorderCpu() - cpuBefore;
                }
                System.out.printf(
                        "batch %d: %.3f CPU ms, %.3f wall ms per acceptance (%d so far)%n",
                        batch, cpu / 1e6 / rounds / batch, wall / 1e6 / rounds / batch, number);
            }
        }
    }

    private static long recorderCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals("recorder"))
                .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }
}
