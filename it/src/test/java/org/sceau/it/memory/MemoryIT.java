package org.sceau.it.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sample of {@code it/run memory}: the document alone is larger than the heap. */
class MemoryIT {
    private static final long SIZE_BYTES = 80_000_000;

    @Test
    void aDocumentLargerThanTheHeapIsDeliveredAndPulled(@TempDir Path directory) throws Exception {
        var report = MemoryHarness.run(directory, SIZE_BYTES, "-Xmx64m");

        assertThat(report.delivered()).isTrue();
        assertThat(report.pulled()).isTrue();
        assertThat(report.wrapped()).isTrue();
    }
}
