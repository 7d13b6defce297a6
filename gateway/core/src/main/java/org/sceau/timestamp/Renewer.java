package org.sceau.timestamp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;
import org.sceau.proof.AlgorithmDates;
import org.sceau.proof.HashAlgorithm;
import org.sceau.proof.Lifespan;
import org.sceau.proof.Renewal;
import org.sceau.proof.RenewalStatement;
import org.sceau.proof.TimeStampToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the time-stamps of each log covered by a new one before a certificate or an algorithm under them ends (as RFC 4998
 * section 5), on a thread of its own. What is due follows from what is stored: a restart or an outage of the authorities
 * loses nothing but time. Thread-safe.
 */
public final class Renewer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Renewer.class);

    private static final List<HashAlgorithm> HASHES =
            List.of(HashAlgorithm.SHA_512, HashAlgorithm.SHA_384, HashAlgorithm.SHA_256);
    /** Renewals are a matter of days. */
    private static final Duration EVERY = Duration.ofHours(1);
    /** Within the margin one renewal a day is enough; in the last day there is one each hour. */
    private static final Duration APART = Duration.ofDays(1);
    /** The last part of the margin, in which a time-stamp that lasts but a little longer is better than none. */
    private static final int LAST_PART = 4;

    private static final long STOP_SECONDS = 5;

    private final Supplier<List<RenewedLog>> logs;
    private final TimeStampClient client;
    private final InstantSource clock;
    private final Duration margin;
    private final AlgorithmDates dates;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("renewal").daemon().factory());

    /**
     * Renews {@code logs}.
     *
     * @param margin how long before the end of a certificate or algorithm the first attempt is made
     * @param dates of the end of algorithms
     */
    public Renewer(
            Supplier<List<RenewedLog>> logs,
            TimeStampClient client,
            InstantSource clock,
            Duration margin,
            AlgorithmDates dates) {
        this.logs = logs;
        this.client = client;
        this.clock = clock;
        this.margin = margin;
        this.dates = dates;
    }

    /** Begins at once. Call once. */
    public void start() {
        var _ = timer.scheduleWithFixedDelay(() -> safely("any", this::renew), 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /** When the first time-stamp of {@code logs} ends that nothing covers yet; empty while there is none. */
    public static Optional<Instant> end(List<RenewedLog> logs, AlgorithmDates dates) {
        HashAlgorithm hash = hash(dates, Instant.MAX);
        return logs.stream()
                .flatMap(log -> log.uncovered(hash).stream())
                .map(span -> span.end(dates))
                .min(Instant::compareTo);
    }

    /** Renews what is due; whether nothing is left to do. */
    public boolean renew() {
        HashAlgorithm hash = hash(dates, clock.instant().plus(margin));
        boolean done = true;
        for (RenewedLog log : logs.get()) {
            done &= safely(log.id(), () -> renew(log, hash));
        }
        return done;
    }

    /** Whatever is wrong, renewals must not end with it, and with one log not those of the others. */
    private static boolean safely(String log, BooleanSupplier renewal) {
        try {
            return renewal.getAsBoolean();
        } catch (GatewayException e) {
            LOG.warn("event=renewal-failed log={} code={}", log, e.code().code());
        } catch (RuntimeException e) {
            LOG.error("event=renewal-broken log={} kind={}", log, e.getClass().getName());
        }
        return false;
    }

    private boolean renew(RenewedLog log, HashAlgorithm hash) {
        // a renewal may not state an earlier time than what it covers: the newest wait for the next one
        Optional<RenewalStatement> next = log.next(hash, client.earliest());
        Instant end = end(log.uncovered(hash)).orElse(Instant.MAX);
        Instant now = clock.instant();
        boolean last = !now.isBefore(end.minus(APART).minus(EVERY));
        boolean due = next.isPresent()
                && !now.isBefore(end.minus(margin))
                && (last
                        || log.renewed()
                                .filter(at -> now.isBefore(at.plus(APART)))
                                .isEmpty());
        if (!due) {
            return true;
        }
        return switch (client.stamp(next.get().digest(), token -> helps(token, end, now))) {
            case StampOutcome.Stamped stamped -> keep(log, next.get(), stamped.token(), end, now);
            case StampOutcome.NotStamped(FailureCode code, String _) -> {
                LOG.warn("event=not-renewed log={} code={} end={}", log.id(), code.code(), end);
                yield false;
            }
        };
    }

    /** An authority whose own certificate has not been changed yet stamps nothing that lasts longer. */
    private boolean keep(RenewedLog log, RenewalStatement statement, TimeStampToken token, Instant end, Instant now) {
        Instant until = Lifespan.of(token).end(dates);
        if (!helps(token, end, now)) {
            LOG.warn("event=renewal-would-not-last log={} end={} until={}", log.id(), end, until);
            return false;
        }
        log.keep(new Renewal(statement, token));
        LOG.info(
                "event=time-stamps-renewed log={} stamps={} until={}",
                log.id(),
                statement.stamps().size(),
                until);
        return true;
    }

    private boolean helps(TimeStampToken token, Instant end, Instant now) {
        Instant until = Lifespan.of(token).end(dates);
        boolean lasts = until.isAfter(now.plus(margin));
        boolean better = until.isAfter(end) && !now.isBefore(end.minus(margin.dividedBy(LAST_PART)));
        return lasts || better;
    }

    private Optional<Instant> end(List<Lifespan> spans) {
        return spans.stream().map(span -> span.end(dates)).min(Instant::compareTo);
    }

    /** The first that does not end by {@code wanted}. */
    private static HashAlgorithm hash(AlgorithmDates dates, Instant wanted) {
        return HASHES.stream()
                .filter(hash -> dates.end(hash.label()).filter(wanted::isAfter).isEmpty())
                .findFirst()
                .orElse(HASHES.getFirst());
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("event=renewer-still-running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
