package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verifier as somebody has it who has no gateway: one jar, started in a process of its own. */
class VerifierJarIT {
    private static final long LARGEST_BYTES = 12_000_000;

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

    /** Measured: 0.4 s, 15 times the processor time of a bare start (0.04 s); a ratio, for machines differ. */
    @Test
    void startsInAFewTimesTheProcessorTimeOfAPlatformThatDoesNothing() throws IOException, InterruptedException {
        Path nothing = temporary.resolve("Nothing.java");
        Files.writeString(nothing, "class Nothing { public static void main(String[] a) {} }");
        String javac = Path.of(System.getProperty("java.home"), "bin", "javac").toString();
        assertThat(CommandRun.shell(javac + " -d " + temporary + " " + nothing).exit())
                .isZero();

        Duration bare = least(JAVA + " -cp " + temporary + " Nothing");
        Duration verify = least(VERIFY);

        assertThat(verify).isLessThan(bare.multipliedBy(30));
    }

    private static Duration least(String command) throws IOException, InterruptedException {
        Duration least = Duration.ofDays(1);
        for (int i = 0; i < 5; i++) {
            Duration used = processorTime(CommandRun.shell(command + " >/dev/null; times"));
            least = used.compareTo(least) < 0 ? used : least;
        }
        return least;
    }

    /** The second line of {@code times} is that of the shell's children: user and system. */
    private static Duration processorTime(CommandRun run) {
        Matcher time = Pattern.compile("(\\d+)m([\\d.]+)s")
                .matcher(run.out().lines().toList().get(1));
        Duration sum = Duration.ZERO;
        while (time.find()) {
            sum = sum.plusMinutes(Long.parseLong(time.group(1)))
                    .plusMillis(Math.round(Double.parseDouble(time.group(2)) * 1000));
        }
        return sum;
    }
}
