package org.sceau.it.flips;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sceau.it.support.Problems;
import org.sceau.it.support.Progress;

/**
 * Every kind of evidence that a running gateway gives, altered in one byte again and again: the verifier must never say that
 * it is proved, never fail itself, and always say why not. For one thread.
 */
public final class FlipHarness {
    private static final long SEED = 3161;
    private static final int MOST_SHOWN = 10;

    private final Path directory;
    private final int flips;
    private final int fresh;
    private final List<String> problems = new ArrayList<>();
    private int shown;

    private FlipHarness(Path directory, int flips, int fresh) {
        this.directory = directory;
        this.flips = flips;
        this.fresh = fresh;
    }

    /**
     * Makes the evidence, alters it and prints the table; the problems.
     *
     * @param kinds what a kind's name must contain
     * @param flips of each kind
     * @param fresh how many of them, of each kind, in processes of their own too
     */
    public static List<String> run(Path directory, String kinds, int flips, int fresh)
            throws IOException, InterruptedException {
        FlipHarness harness = new FlipHarness(directory, flips, fresh);
        List<Specimen> specimens = Stream.concat(Specimens.of(directory).stream(), AgedSpecimens.of(directory).stream())
                .filter(specimen -> specimen.kind().contains(kinds))
                .toList();
        System.out.printf("%-26s %9s %7s %6s   %s%n", "kind", "bytes", "flips", "fresh", "exit codes");
        for (Specimen specimen : specimens) {
            harness.judge(specimen);
        }
        harness.require(!specimens.isEmpty(), "there is no such kind");
        return harness.problems;
    }

    private void judge(Specimen specimen) throws IOException, InterruptedException {
        Judge judge = new Judge(directory);
        Judge.Answer genuine = judge.here(specimen, specimen.bytes(), false);
        require(genuine.exit() == 0, specimen.kind() + ": the genuine one is not proved: " + genuine.said());
        require(
                judge.fresh(specimen, specimen.bytes(), false).exit() == 0,
                specimen.kind() + ": the genuine one is not proved by the jar alone");
        Map<Integer, Integer> exits = new TreeMap<>();
        int compared = 0;
        List<Flip> all = Flip.over(specimen.bytes().length, flips, SEED);
        Progress progress = new Progress(System.err, specimen.kind(), all.size());
        for (int i = 0; i < all.size(); i++) {
            boolean json = i % 3 != 0;
            Judge.Answer answer = judge.here(specimen, all.get(i).of(specimen.bytes()), json);
            exits.merge(answer.exit(), 1, Integer::sum);
            violation(specimen, all.get(i), answer.fault(specimen, json));
            if (compared < fresh && i % Math.max(1, all.size() / fresh) == 0) {
                Judge.Answer alone = judge.fresh(specimen, all.get(i).of(specimen.bytes()), json);
                violation(specimen, all.get(i), alone.equals(answer) ? "" : "another answer by the program alone");
                compared++;
            }
            progress.step();
        }
        System.out.printf(
                "%-26s %9d %7d %6d   %s%n", specimen.kind(), specimen.bytes().length, all.size(), compared, exits);
    }

    private void violation(Specimen specimen, Flip flip, String fault) {
        if (!fault.isEmpty()) {
            problems.add(specimen.kind() + ", " + flip + ": " + fault);
            if (shown++ < MOST_SHOWN) {
                System.out.println(problems.getLast());
            }
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            problems.add(otherwise);
        }
    }

    /** {@code FlipHarness [KIND [FLIPS]]}: 5,000 of every kind unless told; a kind is any part of its name, "" all. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String kinds = arguments.length > 0 ? arguments[0] : "";
        int flips = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5_000;
        System.exit(Problems.tell(run(Files.createTempDirectory("sceau-flips"), kinds, flips, 20)));
    }
}
