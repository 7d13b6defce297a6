package org.sceau.routes;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.sceau.transfer.PartnerId;

/** How many entries each partner's refusals may make by themselves: some in a row, then one a second. Thread-safe. */
public final class Allowance {
    /** Entries in a row; as many come back each minute. */
    public static final int BURST = 60;

    private static final Duration REFILL = Duration.ofMinutes(1);

    private final TimeMeter time;
    private final Map<PartnerId, Bucket> buckets = new ConcurrentHashMap<>();

    /** Measures time by {@code clock}. */
    public Allowance(InstantSource clock) {
        this.time = new Meters(clock);
    }

    /** Whether the partner may make one more, which is then taken from what it has. */
    public boolean take(PartnerId partner) {
        return buckets.computeIfAbsent(partner, _ -> full()).tryConsume(1);
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(BURST).refillGreedy(BURST, REFILL))
                .withCustomTimePrecision(time)
                .build();
    }

    private record Meters(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
