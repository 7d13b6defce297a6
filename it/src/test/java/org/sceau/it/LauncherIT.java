package org.sceau.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.it.support.GatewayProcess;

/** The archive of fast starts, which the build of this module made with {@code sceau prepare}: used, and never needed. */
class LauncherIT {
    @TempDir
    private Path temporary;

    @AfterEach
    void removeLinks() throws IOException { // JUnit does it too, with a warning for each
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void aPreparedProgramLoadsItsClassesFromTheArchive() throws IOException, InterruptedException {
        Path classes = temporary.resolve("classes");
        CommandRun run = CommandRun.shell(
                "SCEAU_JAVA_OPTS=-Xlog:class+load:file=" + classes + " " + GatewayProcess.launcher() + " exit-codes");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(Files.readString(classes))
                .contains("org.sceau.app.cli.Sceau source: shared objects file")
                .contains("org.bouncycastle.math.ec.ECPoint source: shared objects file");
    }

    @Test
    void anInstallationWithoutArchiveRunsInSilence() throws IOException, InterruptedException {
        assertRuns(installation());
    }

    @Test
    void anInstallationWithASpoiltArchiveRunsInSilence() throws IOException, InterruptedException {
        Path launcher = installation();
        Path lib = launcher.resolve("../../lib").normalize();
        for (String archive : new String[] {"sceau.aot", "verify.aot"}) {
            Files.writeString(lib.resolve(archive), "half an arch");
        }

        assertRuns(launcher);
    }

    /** JDK-8380060: what this java seals with them, once it is hot, does not open. */
    @Test
    void compactObjectHeadersStayOffWhateverIsAskedFor() throws IOException, InterruptedException {
        CommandRun run = CommandRun.shell("JAVA_TOOL_OPTIONS=-XX:+UseCompactObjectHeaders"
                + " SCEAU_JAVA_OPTS='-XX:+UseCompactObjectHeaders -XX:+PrintFlagsFinal' " + GatewayProcess.launcher()
                + " exit-codes");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("UseCompactObjectHeaders += false");
    }

    private static void assertRuns(Path launcher) throws IOException, InterruptedException {
        CommandRun codes = CommandRun.shell(launcher + " exit-codes");
        CommandRun verify = CommandRun.shell(launcher + " verify --help");

        assertThat(codes.exit()).as(codes.err()).isZero();
        assertThat(codes.err()).isEmpty();
        assertThat(verify.exit()).as(verify.err()).isZero();
        assertThat(verify.err()).isEmpty();
    }

    /** As a distribution lies on a disk: {@code bin/sceau} beside {@code lib}. */
    private Path installation() throws IOException {
        Path source = GatewayProcess.launcher();
        Path bin = Files.createDirectories(temporary.resolve("installed/bin"));
        Path lib = Files.createDirectories(temporary.resolve("installed/lib"));
        try (Stream<Path> jars =
                Files.list(source.resolve("../../app/target/lib").normalize())) {
            for (Path jar :
                    jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
            }
        }
        return Files.copy(source, bin.resolve("sceau"), StandardCopyOption.COPY_ATTRIBUTES);
    }
}
