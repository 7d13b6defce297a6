package org.sceau.it.powercut;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Builds the recording library with the machine's C compiler and says how to run a program under it. */
final class NativeLog {
    private NativeLog() {}

    /** Compiles the library into {@code directory}; empty when the machine has no C compiler. */
    static Optional<Path> build(Path directory) throws IOException, InterruptedException {
        Path source = directory.resolve("oplog.c");
        Path library = directory.resolve("oplog.so");
        try (InputStream in = Objects.requireNonNull(NativeLog.class.getResourceAsStream("/oplog.c"))) {
            Files.write(source, in.readAllBytes());
        }
        List<String> command = List.of(
                "cc", "-shared", "-fPIC", "-O2", "-o", library.toString(), source.toString(), "-ldl", "-lpthread");
        try {
            Process compiler = new ProcessBuilder(command).inheritIO().start();
            return compiler.waitFor() == 0 ? Optional.of(library) : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    /**
     * The environment under which a program's changes to {@code watched} are logged to {@code log}, and under which it
     * dies between two changes as soon as there is a file {@code stop}.
     */
    static Map<String, String> environment(Path library, Path watched, Path log, Path stop) {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "OPLOG_DIR",
                watched.toString(),
                "OPLOG_FILE",
                log.toString(),
                "OPLOG_STOP",
                stop.toString());
    }
}
