package org.sceau.it.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.it.support.Problems;
import org.sceau.keys.KeyRing;
import org.sceau.proof.cli.JournalMain;

/** Builds a journal and has it verified by a process that sees nothing but the proof module and Bouncy Castle. */
public final class JournalHarness {
    private static final Duration MOST_TIME = Duration.ofSeconds(60);
    private static final long MOST_MEGABYTES = 512;
    /** What the collector finds before it begins, such as {@code 120M->30M(512M)}. */
    private static final Pattern USED_BEFORE = Pattern.compile(" (\\d+)M->");

    private JournalHarness() {}

    /**
     * What was seen.
     *
     * @param exit of the verifier: 0 for proved
     * @param time from its start to its end
     * @param cpu what all its threads used; on a busy machine the better measure
     * @param peakResidentMegabytes the most memory it held
     * @param peakHeapMegabytes the most that was in its heap when it was collected
     * @param bytes of the journal file
     */
    public record Report(
            int exit, Duration time, Duration cpu, long peakResidentMegabytes, long peakHeapMegabytes, long bytes) {

        /** What is too much, for a journal of a million entries; empty when nothing is. */
        List<String> problems() {
            List<String> problems = new ArrayList<>();
            if (exit != 0) {
                problems.add("the journal is not proved");
            }
            if (time.compareTo(MOST_TIME) > 0) {
                problems.add("more than " + MOST_TIME.toSeconds() + " s");
            }
            if (peakResidentMegabytes == 0 || peakResidentMegabytes >= MOST_MEGABYTES) {
                problems.add(peakResidentMegabytes + " MB resident, less than " + MOST_MEGABYTES + " wanted");
            }
            return problems;
        }
    }

    /** A journal of {@code entries}, a seal over each {@code perSeal}, verified with {@code heap}. */
    public static Report run(Path directory, long entries, int perSeal, String heap)
            throws IOException, InterruptedException {
        GatewayFolder.makeKeys(directory, Clock.systemUTC(), new SecureRandom());
        KeyRing keys = KeyRing.open(directory.resolve("keys/ring.p12"), directory.resolve("keys/passphrase"));
        Path journal = directory.resolve("journal.jsonl");
        new LargeJournal(keys, Clock.systemUTC().instant()).write(journal, entries, perSeal);
        return verified(journal, directory.resolve("trust/anchors.pem"), heap);
    }

    private static Report verified(Path journal, Path anchors, String heap) throws IOException, InterruptedException {
        Path collections = journal.resolveSibling("gc.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-Xlog:gc:file=" + collections + ":none:filecount=0",
                "-cp",
                System.getProperty("java.class.path"),
                JournalMain.class.getName(),
                journal.toString(),
                "--trust",
                anchors.toString()));
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command).inheritIO().start();
        long peak = 0;
        Duration cpu = Duration.ZERO;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, residentKilobytes(process));
            cpu = process.info().totalCpuDuration().orElse(cpu);
        }
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new Report(process.exitValue(), time, cpu, peak / 1024, peakHeap(collections), Files.size(journal));
    }

    private static long peakHeap(Path collections) throws IOException {
        return USED_BEFORE
                .matcher(Files.readString(collections))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .max()
                .orElse(0);
    }

    private static long residentKilobytes(Process process) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException ended) {
            return 0;
        }
    }

    /**
     * {@code JournalHarness [ENTRIES [ENTRIES_PER_SEAL [HEAP]]]}; exit 1 when it is not proved in 60 s in less than 512 MB of
     * resident memory.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        long entries = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        int perSeal = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        String heap = arguments.length > 2 ? arguments[2] : "-Xmx512m";
        Path directory = Files.createTempDirectory("sceau-journal");
        Report report = run(directory, entries, perSeal, heap);
        System.out.printf(
                "%d entries, %d seals, %d MB: %s in %.1f s (%.1f s of CPU) with %s, peak heap %d MB, resident %d MB%n",
                entries,
                (entries + perSeal - 1) / perSeal,
                report.bytes() >> 20,
                report.exit() == 0 ? "proved" : "NOT proved",
                report.time().toMillis() / 1000.0,
                report.cpu().toMillis() / 1000.0,
                heap,
                report.peakHeapMegabytes(),
                report.peakResidentMegabytes());
        Files.delete(directory.resolve("journal.jsonl"));
        System.exit(Problems.tell(report.problems()));
    }
}
