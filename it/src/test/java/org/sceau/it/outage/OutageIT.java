package org.sceau.it.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of {@code it/run outage}: too short for its ratios, which would only see an answer that waits. */
class OutageIT {
    private static final Plan SHORT =
            new Plan(Duration.ZERO, Duration.ofSeconds(4), 60, 4, 120, "250ms", "1s", "1s", 10);

    @Test
    void trafficGoesOnWithoutTheAuthorityAndTheNextTimeStampMakesItGood(@TempDir Path directory) throws Exception {
        try (OutageHarness harness = OutageHarness.in(directory, SHORT)) {
            assertThat(harness.run()).isEmpty();
        }
    }
}
