package org.sceau.it.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PowerCutTest {
    private static final String PROGRAM = "printf old > \"$0/kept\"; sync \"$0/kept\"; printf unsynced > \"$0/loose\";"
            + " dd if=/dev/zero of=\"$0/solid\" bs=1024 count=4 conv=fsync 2>/dev/null;"
            + " printf new > \"$0/next\"; sync \"$0/next\"; mv \"$0/next\" \"$0/kept\"";

    @TempDir
    private Path directory;

    @Test
    void syncedBytesAlwaysSurviveAndOthersMayNot() throws Exception {
        List<Operation> operations = record();

        Set<String> outcomes = outcomes(operations, operation -> false);

        assertThat(outcomes).allMatch(outcome -> outcome.contains("solid=4096"));
        assertThat(outcomes).anyMatch(outcome -> outcome.contains("loose=8"));
        assertThat(outcomes).anyMatch(outcome -> !outcome.contains("loose=8"));
        assertThat(outcomes).allMatch(outcome -> outcome.contains("kept=3"));
    }

    @Test
    void withoutTheSyncTheBytesMayBeGone() throws Exception {
        List<Operation> operations = record();

        Set<String> outcomes =
                outcomes(operations, operation -> operation.path().equals("solid"));

        assertThat(outcomes).anyMatch(outcome -> !outcome.contains("solid=4096"));
    }

    private List<Operation> record() throws Exception {
        Path tools = Files.createDirectory(directory.resolve("tools"));
        Path watched = Files.createDirectory(directory.resolve("watched"));
        Optional<Path> library = NativeLog.build(tools);
        assumeTrue(library.isPresent(), "no C compiler here: the power cut cannot be recorded");
        Path log = directory.resolve("log");
        ProcessBuilder program = new ProcessBuilder("sh", "-c", PROGRAM, watched.toString()).inheritIO();
        program.environment().putAll(NativeLog.environment(library.orElseThrow(), watched, log));
        assertThat(program.start().waitFor()).isZero();
        return Operation.read(log);
    }

    private Set<String> outcomes(List<Operation> operations, java.util.function.Predicate<Operation> lost)
            throws IOException {
        PowerCut cut = new PowerCut(operations, lost);
        cut.advance(operations.size());
        Random random = new Random(7);
        Set<String> outcomes = new TreeSet<>();
        for (int i = 0; i < 60; i++) {
            Path image = Files.createDirectory(directory.resolve("image-" + outcomes.size() + "-" + i));
            cut.writeTo(image, random);
            outcomes.add(describe(image));
        }
        return outcomes;
    }

    private static String describe(Path image) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(image)) {
            for (Path file : files.sorted().toList()) {
                text.append(file.getFileName())
                        .append('=')
                        .append(Files.size(file))
                        .append(' ');
            }
        }
        return text.toString();
    }
}
