package org.sceau.it.flips;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of {@code it/run flips}. */
class FlipsIT {
    @Test
    void evidenceAlteredInOneByteIsNeverProvedAndTheVerifierSaysWhy(@TempDir Path directory) throws Exception {
        assertThat(FlipHarness.run(directory, "", 120, 1)).isEmpty();
    }
}
