package org.sceau.it.flips;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.sceau.it.support.GatewayProcess;

/** Asks the verifier, in this process by the entry that its {@code main} calls, or as the stand-alone jar in a new one. */
final class Judge {
    private static final Pattern TRACE = Pattern.compile("Exception|Error\\b|\\n\\s+at \\S+\\(|java\\.");
    /** What a slow machine may be told beside the answer. */
    private static final Pattern PROGRESS = Pattern.compile("(?m)^\\d+ (entries verified|inscriptions vérifiées)\\R");

    private static final long PATIENCE_SECONDS = 120;

    private final Path scratch;

    Judge(Path directory) {
        this.scratch = directory.resolve("altered");
    }

    /**
     * What it said.
     *
     * @param exit the exit code
     * @param said everything that it printed but progress
     */
    record Answer(int exit, String said) {
        Answer {
            said = PROGRESS.matcher(said).replaceAll("");
        }

        /** What is wrong with it as the answer to an altered file; empty when nothing is. */
        String fault(Specimen specimen, boolean json) {
            if (exit != 1) {
                return "exit " + exit;
            }
            if (said.isBlank() || TRACE.matcher(said).find()) {
                return "no clear words: " + said.lines().findFirst().orElse("");
            }
            return json && !specimen.command().namesReason(said) ? "no reason" : "";
        }
    }

    Answer here(Specimen specimen, byte[] file, boolean json) throws IOException {
        Files.write(scratch, file);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            int exit = specimen.command().run(specimen.arguments(scratch, json).toArray(String[]::new), stream);
            return new Answer(exit, out.toString(StandardCharsets.UTF_8));
        } catch (RuntimeException | StackOverflowError e) { // what must not be is counted, and the others are looked at
            return new Answer(-1, e.getClass().getName());
        }
    }

    Answer fresh(Specimen specimen, byte[] file, boolean json) throws IOException, InterruptedException {
        Files.write(scratch, file);
        List<String> line = new ArrayList<>(alone(specimen.command()));
        line.addAll(specimen.arguments(scratch, json));
        Path out = scratch.resolveSibling("said");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("SCEAU_BUILD", "never");
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("the verifier does not end");
        }
        return new Answer(process.exitValue(), Files.readString(out));
    }

    /** As it is delivered: journals are not the small jar's. */
    private static List<String> alone(Specimen.Command command) {
        String launcher = GatewayProcess.launcher().toString();
        return switch (command) {
            case VERIFY ->
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        Path.of(launcher, "../../proof/target/sceau-verify.jar")
                                .normalize()
                                .toString());
            case JOURNAL -> List.of(launcher, "journal", "verify");
        };
    }
}
