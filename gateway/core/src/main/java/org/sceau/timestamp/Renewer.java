package org.sceau.timestamp;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;
import org.sceau.proof.AlgorithmDates;
import org.sceau.proof.Digest;
import org.sceau.proof.HashAlgorithm;
import org.sceau.proof.Lifespan;
import org.sceau.proof.TimeStampToken;
import org.sceau.rounds.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what is time-stamped covered by a new time-stamp before a certificate or an algorithm under the old one ends (as RFC
 * 4998 section 5), on a thread of its own. What is due follows from what is stored: a restart or an outage of the
 * authorities loses nothing but time. Thread-safe.
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

    private final String name;
    private final Supplier<? extends Iterable<? extends Renewable>> all;
    private final TimeStampClient client;
    private final InstantSource clock;
    private final Duration margin;
    private final AlgorithmDates dates;
    private final Rounds rounds;
    private volatile Instant end = Instant.MAX;

    /**
     * Renews {@code all}.
     *
     * @param name of the thread
     * @param margin how long before the end of a certificate or algorithm the first attempt is made
     * @param dates of the end of algorithms
     */
    public Renewer(
            String name,
            Supplier<? extends Iterable<? extends Renewable>> all,
            TimeStampClient client,
            InstantSource clock,
            Duration margin,
            AlgorithmDates dates) {
        this.name = name;
        this.all = all;
        this.client = client;
        this.clock = clock;
        this.margin = margin;
        this.dates = dates;
        this.rounds = new Rounds(name, EVERY, this::renew);
    }

    /** Begins at once. Call once. */
    public void start() {
        rounds.start();
    }

    /** When the first time-stamp ends that nothing covers, as of the last look; empty while there is none. */
    public Optional<Instant> end() {
        return Optional.of(end).filter(Instant.MAX::isAfter);
    }

    /** Renews what is due; whether nothing is left to do. */
    public boolean renew() {
        Round round = new Round(hash(clock.instant().plus(margin)));
        all.get().forEach(round::safely);
        end = round.first;
        if (round.left > 0) {
            LOG.warn(
                    "event=renewals-left thread={} count={} unready={} end={}",
                    name,
                    round.left,
                    round.unready,
                    round.first);
        }
        return round.left == 0;
    }

    /** One look at all. */
    private final class Round {
        private final HashAlgorithm hash;
        private Instant first = Instant.MAX;
        private long left;
        private long unready;
        private boolean unanswered;
        private Instant lasting = Instant.MAX;

        private Round(HashAlgorithm hash) {
            this.hash = hash;
        }

        /** Whatever is wrong with one, the others must be renewed. */
        private void safely(Renewable one) {
            boolean done = false;
            try {
                done = renew(one);
            } catch (GatewayException e) {
                LOG.warn(
                        "event=renewal-failed of={} code={}", one.id(), e.code().code());
            } catch (RuntimeException e) {
                LOG.error(
                        "event=renewal-broken of={} kind={}",
                        one.id(),
                        e.getClass().getName());
            }
            left += done ? 0 : 1;
        }

        private boolean renew(Renewable one) {
            // first, for it takes in what came since the last look; the newest wait for the next one: a renewal may
            // not state an earlier time than what it covers
            Optional<Renewable.Covering> next = one.next(hash, client.earliest());
            Instant ends = end(one);
            Instant before = first;
            first = ends.isBefore(first) ? ends : first; // also where what follows fails
            boolean done = next.isEmpty() || !isDue(one, ends) || renew(one, next.get(), ends);
            Instant now = next.isPresent() && done ? end(one) : ends;
            first = now.isBefore(before) ? now : before;
            return done;
        }

        private Instant end(Renewable one) {
            return one.uncovered(hash).stream()
                    .map(span -> span.end(dates))
                    .min(Instant::compareTo)
                    .orElse(Instant.MAX);
        }

        /** What nobody answered, or what would not have lasted, is not asked for again in the same round. */
        private boolean renew(Renewable one, Renewable.Covering next, Instant ends) {
            Instant now = clock.instant();
            if (unanswered || !helps(lasting, ends, now)) {
                return false;
            }
            Optional<Digest> digest = next.digest();
            if (digest.isEmpty()) {
                unready++;
                return false;
            }
            return switch (client.stamp(digest.get(), token -> helps(until(token), ends, now))) {
                case StampOutcome.Stamped stamped -> keep(one, next, stamped.token(), ends, now);
                case StampOutcome.NotStamped(FailureCode code, String _) -> {
                    LOG.warn("event=not-renewed of={} code={} end={}", one.id(), code.code(), ends);
                    unanswered = true;
                    yield false;
                }
            };
        }

        /** An authority whose own certificate has not been changed yet stamps nothing that lasts longer. */
        private boolean keep(Renewable one, Renewable.Covering next, TimeStampToken token, Instant ends, Instant now) {
            lasting = until(token);
            if (!helps(lasting, ends, now)) {
                LOG.warn("event=renewal-would-not-last of={} end={} until={}", one.id(), ends, lasting);
                return false;
            }
            next.keep(token);
            LOG.info("event=time-stamps-renewed of={} until={}", one.id(), lasting);
            return true;
        }
    }

    private boolean isDue(Renewable one, Instant ends) {
        Instant now = clock.instant();
        boolean last = !now.isBefore(ends.minus(APART).minus(EVERY));
        return !now.isBefore(ends.minus(margin))
                && (last
                        || one.renewed()
                                .filter(at -> now.isBefore(at.plus(APART)))
                                .isEmpty());
    }

    private boolean helps(Instant until, Instant ends, Instant now) {
        boolean lasts = until.isAfter(now.plus(margin));
        boolean better = until.isAfter(ends) && !now.isBefore(ends.minus(margin.dividedBy(LAST_PART)));
        return lasts || better;
    }

    private Instant until(TimeStampToken token) {
        return Lifespan.of(token).end(dates);
    }

    /** The first that does not end by {@code wanted}. */
    private HashAlgorithm hash(Instant wanted) {
        return HASHES.stream()
                .filter(hash -> dates.end(hash.label()).filter(wanted::isAfter).isEmpty())
                .findFirst()
                .orElse(HASHES.getFirst());
    }

    @Override
    public void close() {
        rounds.close();
    }
}
