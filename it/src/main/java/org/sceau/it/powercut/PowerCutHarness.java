package org.sceau.it.powercut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sceau.it.support.Progress;

/**
 * Cuts the power at many moments of one recorded run. After each cut everything that had been answered with success must
 * be there and every receipt given out must be found again, byte for byte. As a control, the same with the syncs of one
 * part left out must fail.
 */
public final class PowerCutHarness {
    private final Recording recording;
    private final Random random;

    PowerCutHarness(Recording recording, long seed) {
        this.recording = recording;
        this.random = new Random(seed);
    }

    /** The problems found at {@code points} cuts, with the syncs that {@code lost} names left out. */
    List<String> cut(int points, Predicate<Operation> lost, Progress progress) throws IOException {
        PowerCut cut = new PowerCut(recording.operations(), lost);
        Aftermath aftermath = new Aftermath(recording);
        List<String> problems = new ArrayList<>();
        for (int moment : moments(points)) {
            cut.advance(moment);
            Path image = Files.createTempDirectory("sceau-cut");
            try {
                cut.writeTo(image, random);
                long seen =
                        moment == 0 ? 0 : recording.operations().get(moment - 1).end();
                aftermath.problems(image, seen).forEach(problem -> problems.add("cut at " + moment + ": " + problem));
            } finally {
                delete(image);
            }
            progress.step();
        }
        return problems;
    }

    /** Half of them anywhere after the first promise, half just when an answer had been seen: there a lost sync shows. */
    private List<Integer> moments(int points) {
        List<Operation> operations = recording.operations();
        int first = operations.size();
        List<Integer> answered = new ArrayList<>();
        for (Recording.Promise promise : recording.promises()) {
            int moment = after(operations, promise.accepted().mark());
            answered.add(moment);
            first = Math.min(first, moment);
        }
        List<Integer> moments = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            boolean anywhere = i % 2 == 0 || answered.isEmpty();
            moments.add(
                    anywhere
                            ? first + random.nextInt(Math.max(1, operations.size() - first))
                            : answered.get(random.nextInt(answered.size())));
        }
        moments.sort(Comparator.naturalOrder());
        return moments;
    }

    /** How many operations had been logged when the log was {@code size} bytes long. */
    private static int after(List<Operation> operations, long size) {
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

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The parts whose syncs the control leaves out. */
    static Map<String, Predicate<Operation>> controls() {
        Map<String, Predicate<Operation>> controls = new LinkedHashMap<>();
        controls.put("vault files", operation -> operation.path().startsWith("vault/"));
        controls.put("ledger database", operation -> operation.path().endsWith(".mv.db"));
        return controls;
    }

    /** {@code PowerCutHarness [DIRECTORY [POINTS [SEED]]]}; exit 1 when anything is wrong. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = arguments.length > 0 ? Path.of(arguments[0]) : Files.createTempDirectory("sceau-powercut");
        int points = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 1;
        Optional<Recording> recording = Recording.make(directory, Duration.ofSeconds(12));
        if (recording.isEmpty()) {
            System.err.println("no C compiler here: nothing was recorded");
            System.exit(2);
        }
        PowerCutHarness harness = new PowerCutHarness(recording.get(), seed);
        List<String> problems = harness.cut(points, operation -> false, new Progress(System.err, "power cuts", points));
        System.out.printf(
                "operations %d, accepted %d, cuts %d, problems %d%n",
                recording.get().operations().size(), recording.get().promises().size(), points, problems.size());
        problems.stream().limit(20).forEach(System.out::println);
        boolean good = problems.isEmpty() && !recording.get().promises().isEmpty();
        for (Map.Entry<String, Predicate<Operation>> control : controls().entrySet()) {
            int tries = Math.max(20, points / 10);
            List<String> found = harness.cut(tries, control.getValue(), new Progress(System.err, "control", tries));
            System.out.printf(
                    "control, no sync of %s: %d problems at %d cuts%n", control.getKey(), found.size(), tries);
            good &= !found.isEmpty();
        }
        System.exit(good ? 0 : 1);
    }
}
