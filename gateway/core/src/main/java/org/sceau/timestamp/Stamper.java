package org.sceau.timestamp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.DetachedSeal;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.proof.SecondSigner;
import org.sceau.rounds.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the newest checkpoint stamped now and then, on a thread of its own: nothing that is accepted waits for an authority.
 * One stamp covers every entry before it, so what an outage left out the next stamp makes good. A second seal with ML-DSA is
 * made here, too (ADR 0025): each batch would pay for it. Thread-safe.
 */
public final class Stamper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Stamper.class);

    private final StampedLog log;
    private final TimeStampClient client;
    private final Supplier<Optional<SecondSigner>> second;
    private final InstantSource clock;
    private final Duration alarm;
    private volatile Instant stampedUntil = Instant.EPOCH;
    private final Rounds rounds;

    /**
     * Stamps {@code log}.
     *
     * @param second seals each checkpoint that is stamped once more, while there is a key for that
     * @param every pause between two stamps
     * @param alarm lag from which on each attempt logs {@code event=time-stamp-late}
     */
    public Stamper(
            StampedLog log,
            TimeStampClient client,
            Supplier<Optional<SecondSigner>> second,
            InstantSource clock,
            Duration every,
            Duration alarm) {
        this.log = log;
        this.client = client;
        this.second = second;
        this.clock = clock;
        this.alarm = alarm;
        this.rounds = new Rounds("time-stamp", every, this::round);
    }

    /** Begins at once. Call once. */
    public void start() {
        observe();
        rounds.start();
    }

    /** Seconds since the oldest entry without a time-stamp was recorded; 0 when there is none. */
    public long lagSeconds() {
        return lag().toSeconds();
    }

    /** Whether the lag is longer than the alarm's. */
    public boolean isLate() {
        return lag().compareTo(alarm) > 0;
    }

    /**
     * What was recorded before is time-stamped, as of the last attempt; one read of memory. When attempts end for whatever
     * reason, it stands still: who asks whether it is too old then finds that it is.
     */
    public Instant stampedUntil() {
        return stampedUntil;
    }

    /** Stamps the newest checkpoint unless it is stamped; whether nothing is left to do. */
    public boolean stamp() {
        String note = log.newestCheckpoint().orElse("");
        if (note.isEmpty()) {
            return true;
        }
        long size = Checkpoint.decode(note).body().size();
        if (size <= log.stampedSize()) {
            return true;
        }
        return switch (client.stamp(SealedCheckpoint.digest(note))) {
            case StampOutcome.Stamped stamped -> {
                log.keep(size, stamped.token(), sealed(note));
                LOG.debug("event=time-stamped size={}", size);
                yield true;
            }
            case StampOutcome.NotStamped _ -> false;
        };
    }

    /** A second key that does not sign, or has ended, must not keep the time from being proved. */
    private Optional<DetachedSeal> sealed(String note) {
        try {
            return second.get().map(signer -> DetachedSeal.over(note, signer, clock.instant()));
        } catch (RuntimeException e) { // whatever a provider throws
            LOG.warn("event=second-seal-not-made kind={}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        rounds.close();
    }

    private boolean round() {
        boolean done = stamp();
        observe();
        warnIfLate();
        return done;
    }

    /** The clock is read first: what is recorded meanwhile is later. A time to come is a clock's that was wrong. */
    private void observe() {
        Instant now = clock.instant();
        Instant until = log.unstampedSince().orElse(now);
        if (!until.isAfter(now)) {
            stampedUntil = until;
        }
    }

    private void warnIfLate() {
        Duration lag = lag();
        if (lag.compareTo(alarm) > 0) {
            LOG.warn("event=time-stamp-late code={} lag={}s", FailureCode.TIME_STAMP_LATE.code(), lag.toSeconds());
        }
    }

    private Duration lag() {
        Duration lag = log.unstampedSince()
                .map(since -> Duration.between(since, clock.instant()))
                .orElse(Duration.ZERO);
        return lag.isNegative() ? Duration.ZERO : lag;
    }
}
