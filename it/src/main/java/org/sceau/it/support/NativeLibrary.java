package org.sceau.it.support;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Libraries in C that stand beside the harness. */
public final class NativeLibrary {
    private NativeLibrary() {}

    /** Compiles a source among the resources into {@code directory}; empty when the machine's C compiler does not, or is not there. */
    public static Optional<Path> build(String name, Path directory) throws IOException, InterruptedException {
        Path source = directory.resolve(name + ".c");
        Path library = directory.resolve(name + ".so");
        try (InputStream in = requireNonNull(NativeLibrary.class.getResourceAsStream("/" + name + ".c"))) {
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
}
