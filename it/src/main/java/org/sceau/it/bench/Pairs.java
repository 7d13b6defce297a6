package org.sceau.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import org.sceau.profiles.SampleReport;

/**
 * What time-stamps and evidence cost: gateways with and without them, all running and warm, loaded one after the other in
 * turns, there and back. Each round is cut into slices of some seconds that take turns too, so that a machine that becomes
 * slower meanwhile does not count; the result is the median of the rounds.
 */
final class Pairs {
    private static final double MOST = 1.03;
    /** Documents: some seconds. */
    private static final int SLICE = 400;

    private static final long WARM_UP_SEED = 5_000_000;

    private final BenchOptions options;
    private final Map<Variant, Subject> subjects = new EnumMap<>(Variant.class);
    private long seed = 1;

    private Pairs(BenchOptions options) {
        this.options = options;
    }

    /** Runs and prints; the problems. */
    static List<String> run(BenchOptions options) throws IOException, InterruptedException, ExecutionException {
        Path directory = Files.createTempDirectory("sceau-pairs");
        Pairs pairs = new Pairs(options);
        try {
            pairs.start(directory);
            pairs.rounds();
        } finally {
            pairs.subjects.values().forEach(Subject::close);
        }
        System.out.println("left in place: " + directory);
        return pairs.result();
    }

    private void start(Path directory) throws IOException, InterruptedException, ExecutionException {
        for (Variant variant : Variant.values()) {
            subjects.put(variant, Subject.start(directory.resolve(variant.label()), variant, options));
        }
        seed = WARM_UP_SEED;
        for (Subject subject : subjects.values()) {
            subject.warmUp(bundles(options.warmUp()));
        }
        seed = 1;
    }

    private void rounds() throws IOException, InterruptedException, ExecutionException {
        List<Variant> order = new ArrayList<>(List.of(Variant.values()));
        System.out.println(Segment.head());
        for (int round = 1; round <= options.pairs(); round++) {
            for (Subject subject : subjects.values()) {
                subject.begin();
            }
            for (int left = options.documents(); left > 0; left -= SLICE) {
                List<byte[]> bundles = bundles(Math.min(SLICE, left)); // the same for all
                for (Variant variant : order) {
                    subject(variant).load(bundles, "round " + round + ", " + variant.label() + ", " + left + " left");
                }
                Collections.reverse(order);
            }
            for (Subject subject : subjects.values()) {
                System.out.println(subject.end().line(round));
            }
        }
    }

    private List<String> result() {
        System.out.printf(
                "%nCPU is that of the whole gateway process, user and system, until everything accepted is delivered%s;%n"
                        + "the authority, the clinics and the load run in another process. \"of JIT\" are the compilers of the"
                        + " virtual machine,%n\"of TSA\" the threads that have things time-stamped, \"of evid.\" the evidence"
                        + " files at %.1f ms each, measured alone.%nAn evidence file to %d documents, a time-stamp every 5 s."
                        + " Compared is CPU without JIT.%n%n",
                " (document: and time-stamped)", subject(Variant.WITH).evidenceCost(), options.evidenceEvery());
        System.out.printf(
                "%-9s %12s %12s %12s   %s%n", "median", "CPU-JIT ms", "ratio", "documents'", "ratios of the rounds");
        for (Variant variant : Variant.values()) {
            List<Double> ratios = ratios(variant, Segment::compared);
            System.out.printf(
                    "%-9s %12.3f %12.3f %12.3f   %s%n",
                    variant.label(),
                    median(subject(variant).measured().stream()
                            .map(Segment::compared)
                            .toList()),
                    median(ratios),
                    median(ratios(variant, Segment::documents)),
                    ratios.stream().map(ratio -> String.format("%.3f", ratio)).toList());
        }
        return problems();
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>();
        subjects.forEach((variant, subject) -> {
            List<Segment> segments = subject.measured();
            int refused = segments.stream().mapToInt(Segment::refused).sum();
            if (refused > 0) {
                problems.add(refused + " submissions refused, " + variant.label());
            }
            if (variant.proves()
                    && segments.stream().anyMatch(segment -> segment.stamps() == 0 || segment.evidence() == 0)) {
                problems.add("a round without time-stamp or evidence file, " + variant.label());
            }
        });
        double ratio = median(ratios(Variant.WITH, Segment::compared));
        if (ratio > MOST) {
            problems.add(String.format("CPU per document is %.3f times that without, more than %.2f", ratio, MOST));
        }
        return problems;
    }

    private List<Double> ratios(Variant variant, ToDoubleFunction<Segment> of) {
        List<Double> ratios = new ArrayList<>();
        List<Segment> base = subject(Variant.WITHOUT).measured();
        List<Segment> segments = subject(variant).measured();
        for (int i = 0; i < segments.size(); i++) {
            ratios.add(of.applyAsDouble(segments.get(i)) / of.applyAsDouble(base.get(i)));
        }
        return ratios;
    }

    private Subject subject(Variant variant) {
        return Objects.requireNonNull(subjects.get(variant));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private List<byte[]> bundles(int count) {
        List<byte[]> bundles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bundles.add(SampleReport.of(seed++, options.sizes().getFirst()).transaction(SampleReport.Carrying.PDF));
        }
        return bundles;
    }
}
