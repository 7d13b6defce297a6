package org.sceau.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryTest {

    @Test
    void waitsGrowByTheFactorUpToTheMaximum() {
        var retry = new Retry(Duration.ofSeconds(5), 2, Duration.ofSeconds(30), 0);

        List<Long> waits = IntStream.rangeClosed(1, 5)
                .mapToObj(
                        attempt -> retry.next(attempt, new SplittableRandom(1)).toSeconds())
                .toList();

        assertThat(waits).containsExactly(5L, 10L, 20L, 30L, 30L);
    }

    @Property
    void jitterStaysWithinItsPart(@ForAll @IntRange(min = 1) int attempt, @ForAll long seed) {
        var retry = new Retry(Duration.ofSeconds(10), 2, Duration.ofSeconds(10), 0.2);

        Duration wait = retry.next(attempt, new SplittableRandom(seed));

        assertThat(wait).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(12));
    }

    @Test
    void aWaitThatCannotGrowIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retry(Duration.ofSeconds(5), 0.5, Duration.ofSeconds(30), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retry(Duration.ofSeconds(5), 2, Duration.ofSeconds(1), 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Retry(Duration.ofSeconds(5), 2, Duration.ofSeconds(9), Double.NaN));
    }
}
