package org.sceau.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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
            assertThat(report.given()).isPositive();
            assertThat(report.stamps()).isPositive();

            loseOneObjectOfTheStore(directory.resolve("data/hosting"));
            alterOneDocument(harness.oneDocumentOfTheHospital());

            assertThat(harness.held()).hasSize(2);
        }
    }

    private static void loseOneObjectOfTheStore(Path store) throws Exception {
        try (Stream<Path> files = Files.walk(store)) {
            Files.delete(files.filter(file -> file.endsWith("object-0"))
                    .filter(file -> !file.startsWith(store.resolve("incoming")))
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** Not any file of the inbox: a push that a kill cut short leaves one that is nobody's document. */
    private static void alterOneDocument(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }
}
