package org.sceau.intake;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Test material made by others; tests that need it are skipped where it is absent. */
final class Corpus {
    private Corpus() {}

    /** The files of a folder; where it is absent, one that {@link #read} skips the test for. */
    static List<Path> files(String name, String glob) {
        Path folder = Path.of(System.getProperty("corpus", "../shared/data"), name);
        if (!Files.isDirectory(folder)) {
            return List.of(folder);
        }
        var matcher = folder.getFileSystem().getPathMatcher("glob:" + glob);
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> matcher.matches(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] read(Path file) {
        assumeTrue(Files.exists(file), "no test material at " + file);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
