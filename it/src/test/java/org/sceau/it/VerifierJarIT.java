package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier as somebody has it who has no gateway: one jar, started in a process of its own. */
class VerifierJarIT {
    private static final long LARGEST_BYTES = 12_000_000;
    private static final Duration LONGEST_START = Duration.ofMillis(500);
    /** Neighbours on the same core slow it down; the quickest of these counts. */
    private static final int MOST_STARTS = 30;

    private static final Path JAR = CommandRun.root().resolve("gateway/proof/target/sceau-verify.jar");
    private static final Path SAMPLES = CommandRun.root().resolve("gateway/proof/src/test/resources/org/sceau/proof");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String VERIFY = JAVA + " -jar " + JAR + " " + SAMPLES.resolve("receipt.json") + " --trust "
            + SAMPLES.resolve("anchors.pem");

    @TempDir
    private Path temporary;

    @Test
    void holdsTheProofsAndNothingElse() throws IOException {
        assertThat(Files.size(JAR)).isLessThanOrEqualTo(LARGEST_BYTES);
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> files = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
            assertThat(files)
                    .hasSizeGreaterThan(50)
                    .allMatch(name -> name.startsWith("org/sceau/proof/") || name.equals("META-INF/MANIFEST.MF"));
        }
    }

    @Test
    void provesAndRefutesAloneOnThePlatform() throws IOException, InterruptedException {
        Path classes = temporary.resolve("classes");
        Path altered = temporary.resolve("altered.json");
        Files.writeString(
                altered, Files.readString(SAMPLES.resolve("receipt.json")).replace("\"permit\"", "\"refuse\""));

        CommandRun genuine =
                CommandRun.shell("LC_ALL=fr " + VERIFY.replace("-jar", "-Xlog:class+load:file=" + classes + " -jar"));
        CommandRun refuted = CommandRun.shell(VERIFY.replace(SAMPLES.resolve("receipt.json") + "", altered + ""));

        assertThat(genuine.exit()).as(genuine.err()).isZero();
        assertThat(genuine.out()).contains("PROUVÉ");
        assertThat(genuine.err()).isEmpty();
        assertThat(refuted.exit()).isEqualTo(1);
        assertThat(refuted.out()).contains("inclusion/root-mismatch");
        assertThat(Files.readAllLines(classes).stream()
                        .filter(line -> line.contains("source: "))
                        .map(line -> line.substring(line.indexOf("source: "))))
                .isNotEmpty()
                .noneMatch(line -> line.contains(".jar") && !line.contains("sceau-verify.jar"));
    }

    /**
     * A start takes as long as its first thread is at work: what else runs, compilers and collector, has another core. That
     * thread's processor time is what an idle machine's clock would show, and a busy one's clock does not change it.
     */
    @Test
    void startsAndVerifiesInLessThanHalfASecondOfItsFirstThread() throws IOException, InterruptedException {
        Path clocked = temporary.resolve("Clocked.java");
        Files.writeString(clocked, """
                class Clocked {
                    public static void main(String[] arguments) throws java.io.IOException {
                        int code = org.sceau.proof.cli.VerifyMain.run(
                                arguments, System.getenv(), System.out, System.err);
                        System.err.print(java.nio.file.Files.readString(
                                java.nio.file.Path.of("/proc/thread-self/schedstat")));
                        System.exit(code);
                    }
                }
                """);
        String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        assertThat(CommandRun.shell(javac + " -cp " + JAR + " -d " + temporary + " " + clocked)
                        .exit())
                .isZero();
        String command = VERIFY.replace("-jar " + JAR, "-cp " + temporary + ":" + JAR + " Clocked");

        List<Duration> starts = new ArrayList<>();
        while (starts.size() < MOST_STARTS && starts.stream().noneMatch(start -> start.compareTo(LONGEST_START) < 0)) {
            CommandRun run = CommandRun.shell(command);
            assertThat(run.exit()).as(run.err()).isZero();
            starts.add(Duration.ofNanos(
                    Long.parseLong(run.err().substring(0, run.err().indexOf(' ')))));
        }

        System.out.println("processor time of the verifier's first thread: " + starts);
        assertThat(Collections.min(starts)).isLessThan(LONGEST_START);
    }
}
