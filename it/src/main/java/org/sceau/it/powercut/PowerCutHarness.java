package org.sceau.it.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.app.demo.Clinics;
import org.sceau.it.support.Progress;

/**
 * Cuts the power at many moments of one recording. After each cut everything that had been answered with success must be
 * there, and nothing contradicted: see {@link Aftermath}. As a control, the same must fail when the syncs of any one place
 * in the gateway are left out.
 */
public final class PowerCutHarness {
    private final Clinics clinics;
    private final Recording recording;
    private final Random random;

    PowerCutHarness(Clinics clinics, Recording recording, long seed) {
        this.clinics = clinics;
        this.recording = recording;
        this.random = new Random(seed);
    }

    /**
     * What cuts have shown.
     *
     * @param cuts judged
     * @param problems found
     */
    record Result(int cuts, List<String> problems) {}

    /** Judges {@code points} cuts. */
    Result cut(int points) throws IOException, InterruptedException {
        return cut(points, Optional.empty(), new Progress(System.err, "power cuts", points));
    }

    /** Judges up to {@code points} cuts with the syncs of one place left out; ends when a cut shows it. */
    Result without(SyncSite lost, int points) throws IOException, InterruptedException {
        return cut(points, Optional.of(lost), new Progress(System.err, "control", points));
    }

    private Result cut(int points, Optional<SyncSite> lost, Progress progress)
            throws IOException, InterruptedException {
        PowerCut cut = new PowerCut(
                recording.operations(),
                sync -> lost.isPresent() && lost.get() == recording.sites().get(sync));
        Aftermath aftermath = new Aftermath(recording.directory(), random);
        List<String> problems = new ArrayList<>();
        int cuts = 0;
        for (int moment : lost.isPresent() ? momentsWithout(lost.get(), points) : moments(points)) {
            cut.advance(moment);
            Path image = Images.make();
            try {
                cut.writeTo(image, random);
                for (String problem : aftermath.problems(image.resolve("data"), recording.promisedAt(moment))) {
                    problems.add("cut at " + moment + ": " + problem);
                }
            } finally {
                Images.delete(image);
            }
            cuts++;
            progress.step();
            if (lost.isPresent() && !problems.isEmpty()) {
                break;
            }
        }
        return new Result(cuts, problems);
    }

    /** Starts the whole gateway on {@code points} of the cuts. */
    Result start(int points) throws IOException, InterruptedException {
        Progress progress = new Progress(System.err, "full starts", points);
        PowerCut cut = new PowerCut(recording.operations(), sync -> false);
        List<String> problems = new ArrayList<>();
        List<Integer> moments = moments(points);
        for (int i = 0; i < points; i++) {
            cut.advance(moments.get(i));
            Path image = Images.make();
            Path folder = recording.directory().resolve("start-" + i);
            try {
                cut.writeTo(image, random);
                for (String problem : FullStart.problems(
                        clinics, folder, image.resolve("data"), recording.promisedAt(moments.get(i)))) {
                    problems.add("start after a cut at " + moments.get(i) + ": " + problem);
                }
            } finally {
                Images.delete(image);
            }
            progress.step();
        }
        return new Result(points, problems);
    }

    /**
     * A quarter each: anywhere after the first promise, just when an answer had been seen, just before a sync (when most is
     * at stake), and while the gateway started.
     */
    private List<Integer> moments(int points) {
        List<Operation> operations = recording.operations();
        List<Integer> answers = recording.promises().stream()
                .map(promise -> recording.operationsAt(promise.accepted().mark()))
                .toList();
        List<Integer> syncs = syncsFrom(answers.getFirst()).toList();
        List<Integer> moments = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            moments.add(
                    switch (i % 4) {
                        case 0 -> between(answers.getFirst(), operations.size());
                        case 1 -> answers.get(random.nextInt(answers.size()));
                        case 2 -> syncs.get(random.nextInt(syncs.size()));
                        default -> {
                            Recording.Start start = recording
                                    .starts()
                                    .get(random.nextInt(recording.starts().size()));
                            yield between(recording.operationsAt(start.from()), recording.operationsAt(start.to()));
                        }
                    });
        }
        moments.sort(Comparator.naturalOrder());
        return moments;
    }

    /**
     * A quarter each where a sync that is left out is missed most: just when the first answer after it had been seen, and
     * just before the next sync of the same file.
     */
    private List<Integer> momentsWithout(SyncSite lost, int points) {
        List<Operation> operations = recording.operations();
        List<Integer> syncs = syncsFrom(0)
                .filter(sync -> lost == recording.sites().get(operations.get(sync)))
                .toList();
        List<Integer> moments = new ArrayList<>(moments(points / 2));
        for (int i = moments.size(); i < points && !syncs.isEmpty(); i++) {
            int sync = syncs.get(random.nextInt(syncs.size()));
            if (i % 2 == 0) {
                recording.promises().stream()
                        .mapToLong(promise -> promise.accepted().mark())
                        .filter(mark -> mark >= operations.get(sync).end())
                        .findFirst()
                        .ifPresent(mark -> moments.add(recording.operationsAt(mark)));
            } else {
                String path = operations.get(sync).path();
                syncsFrom(sync + 1)
                        .filter(next -> operations.get(next).path().equals(path))
                        .findFirst()
                        .ifPresent(moments::add);
            }
        }
        moments.sort(Comparator.naturalOrder());
        return moments;
    }

    private Stream<Integer> syncsFrom(int start) {
        List<Operation> operations = recording.operations();
        return Stream.iterate(start, i -> i < operations.size(), i -> i + 1)
                .filter(i -> operations.get(i).kind() == Operation.Kind.SYNC);
    }

    private int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    /** {@code PowerCutHarness [DIRECTORY [POINTS [SEED [SECONDS]]]]}; exit 1 when anything is wrong. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("sceau-powercut");
        int points = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        try (Clinics clinics = Clinics.create(directory)) {
            Duration run = Duration.ofSeconds(arguments.length > 3 ? Long.parseLong(arguments[3]) : 30);
            Optional<Recording> recording = Recording.make(clinics, new Recording.Plan(List.of(run, run, run), 4, 100));
            if (recording.isEmpty()) {
                System.err.println("no C compiler here: nothing was recorded");
                System.exit(2);
            }
            System.exit(judge(new PowerCutHarness(clinics, recording.get(), seed), points) ? 0 : 1);
        }
    }

    private static boolean judge(PowerCutHarness harness, int points) throws IOException, InterruptedException {
        System.out.printf(
                "recorded: %d operations, %d of them syncs, %d promises%n",
                harness.recording.operations().size(),
                harness.recording.sites().size(),
                harness.recording.promises().size());
        boolean good = report("power cuts", harness.cut(points));
        good &= report("full starts", harness.start(points / 50));
        for (SyncSite site : SyncSite.values()) {
            long syncs = harness.recording.sites().values().stream()
                    .filter(site::equals)
                    .count();
            Result result = harness.without(site, Math.max(40, site.needed() ? points : points / 5));
            boolean failed = !result.problems().isEmpty();
            System.out.printf(
                    "control, no sync of %s (%d of them): %s%n",
                    site.description(),
                    syncs,
                    failed
                            ? "fails at cut " + result.cuts() + ", "
                                    + result.problems().getFirst()
                            : "no problem at " + result.cuts() + " cuts");
            good &= failed == site.needed();
        }
        return good;
    }

    private static String firstLine(List<String> problems) {
        return problems.getFirst().lines().findFirst().orElse("");
    }

    private static String kind(String problem) {
        return problem.replaceFirst("cut at \\d+: ", "").replaceAll("[0-9a-f-]{36}|\\d+", "");
    }

    private static boolean report(String what, Result result) {
        System.out.printf(
                "%s: %d, problems %d%n", what, result.cuts(), result.problems().size());
        result.problems().stream()
                .collect(Collectors.groupingBy(PowerCutHarness::kind, TreeMap::new, Collectors.toList()))
                .forEach((kind, all) -> System.out.println(all.size() + " times: " + firstLine(all)));
        return result.problems().isEmpty();
    }
}
