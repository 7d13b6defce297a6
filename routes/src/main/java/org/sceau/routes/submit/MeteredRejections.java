package org.sceau.routes.submit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;
import org.sceau.failure.Refused;
import org.sceau.ledger.Grounds;
import org.sceau.ledger.Rejection;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals the refusals of each partner one by one while they come at a human rate, and those beyond it as one entry with
 * their number: a partner whose software loops does not fill the journal, and nothing of it goes unsaid. Thread-safe.
 */
public final class MeteredRejections implements JournalRejection.Rejections, AutoCloseable {
    /** Refusals in a row that have an entry and a receipt each; then one a second. */
    static final int BURST = 60;

    private static final Logger LOG = LoggerFactory.getLogger(MeteredRejections.class);
    private static final Duration REFILL = Duration.ofMinutes(1);

    private final JournalRejection.Rejections journal;
    private final TimeMeter time;
    private final Map<PartnerId, Meter> meters = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rejections").daemon().factory());

    /** Enters in {@code journal}, by {@code clock}. */
    public MeteredRejections(JournalRejection.Rejections journal, InstantSource clock) {
        this.journal = journal;
        this.time = new Meters(clock);
    }

    /** Enters what was held back after each pause of {@code every}. */
    public MeteredRejections start(Duration every) {
        var _ = timer.scheduleWithFixedDelay(this::flush, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** The receipt; fails with {@link Refused} {@code RATE_LIMITED} when the refusal is only counted. */
    @Override
    public CompletableFuture<ReceiptId> refuse(Rejection rejection) {
        Meter meter = meters.computeIfAbsent(rejection.caller().partner(), _ -> new Meter(time));
        if (meter.bucket.tryConsume(1)) {
            return journal.refuse(rejection);
        }
        meter.hold(rejection);
        return CompletableFuture.failedFuture(new Refused(FailureCode.RATE_LIMITED));
    }

    /** Enters what was held back, one entry for each partner. */
    public void flush() {
        for (Meter meter : meters.values()) {
            meter.summary().ifPresent(this::enter);
        }
    }

    private void enter(Rejection summary) {
        try {
            var _ = journal.refuse(summary)
                    .whenComplete((_, failure) -> LOG.info(
                            "event=rejections-summed partner={} journaled={}",
                            summary.caller().partner(),
                            failure == null));
        } catch (GatewayException e) {
            LOG.warn(
                    "event=rejections-summed partner={} journaled=false",
                    summary.caller().partner());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        flush();
    }

    /** One partner's allowance, and what went beyond it. */
    private static final class Meter {
        private final Bucket bucket;
        private final List<FailureCode> codes = new ArrayList<>();
        private @Nullable Rejection last;
        private long held;

        Meter(TimeMeter time) {
            this.bucket = Bucket.builder()
                    .addLimit(limit -> limit.capacity(BURST).refillGreedy(BURST, REFILL))
                    .withCustomTimePrecision(time)
                    .build();
        }

        synchronized void hold(Rejection rejection) {
            held++;
            last = rejection;
            FailureCode code = rejection.reasons().getFirst();
            if (!codes.contains(code)) {
                codes.add(code);
            }
        }

        /** One refusal that stands for those held back, which are forgotten with it. */
        synchronized Optional<Rejection> summary() {
            if (last == null) {
                return Optional.empty();
            }
            List<String> names =
                    codes.stream().map(FailureCode::code).sorted().limit(20).toList();
            var grounds =
                    new Grounds("rejections/rate:sum", held + " more refused: " + String.join(" ", names), Map.of());
            var summary = new Rejection(last.transfer(), last.caller(), grounds, List.of(FailureCode.RATE_LIMITED));
            last = null;
            held = 0;
            codes.clear();
            return Optional.of(summary);
        }
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
