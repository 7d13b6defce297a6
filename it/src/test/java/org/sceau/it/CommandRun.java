package org.sceau.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sceau.it.support.GatewayProcess;
import org.sceau.profiles.SampleReport;

/**
 * One command that ran to its end in a process of its own.
 *
 * @param exit its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandRun(int exit, String out, String err) {
    private static final long PATIENCE_SECONDS = 120;

    /** Runs {@code gateway/bin/sceau} of this source tree, as it is built; never builds. */
    static CommandRun sceau(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(GatewayProcess.launcher().toString()));
        command.addAll(List.of(arguments));
        return of(command);
    }

    /**
     * The command that sends a report as a laboratory would.
     *
     * @param party folder of the sender's keys
     * @param scratch where bundle and {@code receipt.json} are written
     */
    static CommandRun send(SampleReport report, URI fhir, Path party, Path scratch)
            throws IOException, InterruptedException {
        Path bundle = Files.write(scratch.resolve("sent.json"), report.transaction(SampleReport.Carrying.PDF));
        return sceau(
                "send",
                bundle.toString(),
                "--to",
                fhir.toString(),
                "--as",
                party.toString(),
                "--receipt",
                scratch.resolve("receipt.json").toString());
    }

    /** Runs a line of shell at the root of the source tree. */
    static CommandRun shell(String line) throws IOException, InterruptedException {
        return of(List.of("sh", "-c", line));
    }

    /** The root of the source tree. */
    static Path root() {
        Path root = GatewayProcess.launcher().resolve("../../..").normalize();
        return root.toAbsolutePath();
    }

    private static CommandRun of(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("sceau-out", ".txt");
        Path err = Files.createTempFile("sceau-err", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(root().toFile());
            builder.environment().put("SCEAU_BUILD", "never");
            builder.environment().put("NO_COLOR", "1");
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("did not end in " + PATIENCE_SECONDS + " s: " + String.join(" ", command));
            }
            return new CommandRun(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }
}
