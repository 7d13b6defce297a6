package org.sceau.it.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.it.support.NativeLibrary;

/** That the rebuilt disk keeps what was synced and nothing else for certain. */
class PowerCutTest {
    private static final String PROGRAM = "set -e; cd \"$0\";"
            + " mkdir aside; printf whole > aside/object; sync aside/object; sync aside; mv aside placed;"
            + " printf old > kept; sync kept; printf loose > loose;"
            + " dd if=/dev/zero of=solid bs=1024 count=16 conv=fsync 2>/dev/null; sync .;"
            + " printf nameless > nameless; sync nameless;"
            + " printf new > next; sync next; mv next kept";

    @TempDir
    private Path directory;

    @Test
    void whatWasSyncedSurvivesEveryCut() throws Exception {
        List<String> outcomes = outcomes(operation -> false);

        assertThat(outcomes)
                .allMatch(outcome -> outcome.contains("solid=16384 "))
                .allMatch(outcome -> outcome.contains("placed/object=5 ") && !outcome.contains("aside"))
                .allMatch(outcome -> outcome.contains("kept=3 ") && outcome.contains("loose="));
    }

    @Test
    void whatWasNotSyncedSurvivesSomeCuts() throws Exception {
        List<String> outcomes = outcomes(operation -> false);

        assertThat(outcomes).anyMatch(outcome -> outcome.contains("loose=5 "));
        assertThat(outcomes).anyMatch(outcome -> outcome.contains("loose=0 "));
        assertThat(outcomes).anyMatch(outcome -> outcome.contains("nameless=8 "));
        assertThat(outcomes).anyMatch(outcome -> !outcome.contains("nameless"));
        assertThat(outcomes).anyMatch(outcome -> outcome.contains("next=3 "));
        assertThat(outcomes).anyMatch(outcome -> !outcome.contains("next"));
    }

    @Test
    void aSyncThatIsLeftOutIsMissed() throws Exception {
        assertThat(outcomes(operation -> operation.path().equals("solid")))
                .anyMatch(outcome -> !outcome.contains("solid=16384 "));
        assertThat(outcomes(operation -> operation.path().equals("aside")))
                .anyMatch(outcome -> !outcome.contains("object"));
        assertThat(outcomes(operation -> operation.path().equals(".")))
                .anyMatch(outcome -> !outcome.contains("placed"));
    }

    private List<String> outcomes(Predicate<Operation> lost) throws Exception {
        Path tools = Files.createTempDirectory(directory, "tools");
        Path watched = Files.createTempDirectory(directory, "watched");
        Optional<Path> library = NativeLibrary.build("oplog", tools);
        assumeTrue(library.isPresent(), "no C compiler here: the power cut cannot be recorded");
        Path log = tools.resolve("log");
        ProcessBuilder program = new ProcessBuilder("sh", "-c", PROGRAM, watched.toString()).inheritIO();
        program.environment().putAll(NativeLog.environment(library.orElseThrow(), watched, log, tools.resolve("stop")));
        assertThat(program.start().waitFor()).isZero();
        List<Operation> operations = Operation.read(log);
        PowerCut cut = new PowerCut(operations, lost);
        cut.advance(operations.size());
        Random random = new Random(7);
        List<String> outcomes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Path image = Files.createTempDirectory(directory, "image");
            cut.writeTo(image, random);
            outcomes.add(describe(image));
        }
        return outcomes;
    }

    private static String describe(Path image) throws Exception {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                text.append(image.relativize(file))
                        .append('=')
                        .append(Files.size(file))
                        .append(' ');
            }
        }
        return text.toString();
    }
}
