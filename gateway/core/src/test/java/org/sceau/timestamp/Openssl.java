package org.sceau.timestamp;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The openssl command, in a directory. */
public final class Openssl {
    private static final String LOG = "openssl.log";

    private Openssl() {}

    /** Skips the test, saying so, where there is no openssl 3. */
    public static void assume(Path directory) throws IOException, InterruptedException {
        String version = "none";
        try {
            run(directory, "version");
            version = Files.readString(directory.resolve(LOG));
        } catch (IOException e) {
            version = e.getMessage();
        }
        assumeThat(version).as("needs the openssl command, version 3").startsWith("OpenSSL 3.");
    }

    /** Whether it accepts {@code token.der} over that file, at that moment and under these anchors; its exit code. */
    public static int acceptsToken(Path directory, String data, String anchors, Instant at)
            throws IOException, InterruptedException {
        return run(
                directory,
                "ts",
                "-verify",
                "-data",
                data,
                "-in",
                "token.der",
                "-token_in",
                "-CAfile",
                anchors,
                "-attime",
                Long.toString(at.getEpochSecond()));
    }

    /** Runs it; its exit code. */
    public static int run(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("openssl"), Stream.of(arguments)).toList();
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(LOG).toFile())
                .start()
                .waitFor();
    }
}
