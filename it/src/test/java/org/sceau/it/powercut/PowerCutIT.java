package org.sceau.it.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;

/** A sample of {@code it/run powercut}. */
class PowerCutIT {
    private static final int POINTS = 20;

    @Test
    void aCutLosesNothingThatWasPromisedAndALostSyncDoes(@TempDir Path directory) throws Exception {
        try (Clinics clinics = Clinics.create(directory)) {
            var plan = new Recording.Plan(List.of(Duration.ofSeconds(2)), 4, 50);
            Optional<Recording> recording = Recording.make(clinics, plan);
            assumeTrue(recording.isPresent(), "no C compiler here: the power cut cannot be recorded");
            var harness = new PowerCutHarness(clinics, recording.get(), 1);

            assertThat(recording.get().promises()).isNotEmpty();
            assertThat(harness.cut(POINTS).problems()).isEmpty();
            assertThat(harness.without(SyncSite.LEDGER, POINTS).problems()).isNotEmpty();
        }
    }
}
