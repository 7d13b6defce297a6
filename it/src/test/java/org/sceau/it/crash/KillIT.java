package org.sceau.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of {@code it/run kill}. */
class KillIT {
    private static final int KILLS = 3;

    @Test
    void killsLoseNothingAndWhatIsLostIsSeen(@TempDir Path directory) throws Exception {
        try (KillHarness harness = KillHarness.in(directory, KILLS, 500, 1)) {
            KillHarness.Report report = harness.run();

            assertThat(report.problems()).isEmpty();
            assertThat(report.accepted()).isGreaterThanOrEqualTo(KILLS);
            assertThat(report.receipts()).isEqualTo(4 * report.accepted()); // as answered; acceptance and two endings

            loseOneObjectOfTheStore(directory.resolve("data/hosting"));
            alterOneDocumentOfTheHospital(directory.resolve("hospital-inbox"));

            assertThat(harness.held()).hasSize(2);
        }
    }

    private static void loseOneObjectOfTheStore(Path store) throws Exception {
        try (Stream<Path> files = Files.walk(store)) {
            Files.delete(
                    files.filter(file -> file.endsWith("object-0")).findFirst().orElseThrow());
        }
    }

    private static void alterOneDocumentOfTheHospital(Path inbox) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(inbox)) {
            files = all.toList();
        }
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length > 20_000) {
                bytes[bytes.length / 2] ^= 1;
                Files.write(file, bytes);
                return;
            }
        }
        throw new AssertionError("the hospital holds no document");
    }
}
