package org.sceau.routes;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/** How often each partner may do something: some times in a row; as many come back each minute, one by one. Thread-safe. */
public final class Allowance {
    /** Entries that refusals may make in a row by themselves. */
    public static final int BURST = 60;

    private static final Duration REFILL = Duration.ofMinutes(1);

    private final TimeMeter time;
    private final int burst;
    private final Map<Whose, Bucket> buckets = new ConcurrentHashMap<>();

    /** {@link #BURST} entries, by {@code clock}. */
    public Allowance(InstantSource clock) {
        this(new Meters(clock), BURST);
    }

    /** One entry, by {@code clock}: of what is no fault of the partner's. */
    public static Allowance single(InstantSource clock) {
        return new Allowance(new Meters(clock), 1);
    }

    private Allowance(TimeMeter time, int burst) {
        this.time = time;
        this.burst = burst;
    }

    /** Requests; by a time that nobody sets. */
    public static Allowance perMinute(int times) {
        return new Allowance(TimeMeter.SYSTEM_NANOTIME, times);
    }

    /** Whether the partner may make one more, which is then taken from what it has. */
    public boolean take(PartnerId partner) {
        return take(new Whose(partner, Optional.empty()));
    }

    /** The same of one certificate of the partner's: whoever holds another, stolen one takes nothing from it. */
    public boolean take(PartnerId partner, Digest certificate) {
        return take(new Whose(partner, Optional.of(certificate)));
    }

    private boolean take(Whose whose) {
        return buckets.computeIfAbsent(whose, _ -> full()).tryConsume(1);
    }

    private record Whose(PartnerId partner, Optional<Digest> certificate) {}

    private Bucket full() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(burst, REFILL))
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
