package org.sceau.timestamp;

import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.sceau.failure.FailureCode;
import org.sceau.proof.TimeStampToken;
import org.sceau.rounds.Rounds;
import org.sceau.timestamp.StampedSignatures.Due;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has signatures over submissions time-stamped one by one (JAdES level B-T, ETSI TS 119 182-1 clause 5.3.4), on a thread of
 * its own: nothing that is accepted waits for an authority. What is due is stored: neither a restart nor an outage of the
 * authorities loses one, unless it outlasts the signature's certificate. Thread-safe.
 */
public final class SignatureStamper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignatureStamper.class);

    /** Read at once. */
    private static final int PAGE = 100;

    private final StampedSignatures signatures;
    private final TimeStampClient client;
    private final Supplier<List<X509CRL>> lists;
    private final InstantSource clock;
    private final Duration alarm;
    private final Rounds rounds;
    private final AtomicBoolean stampedSince = new AtomicBoolean();
    private final AtomicReference<List<X509CRL>> kept = new AtomicReference<>(List.of());

    /**
     * Stamps {@code signatures}.
     *
     * @param lists the revocation lists now in force; kept when something was stamped
     * @param every pause between two looks at what is due; all of that is stamped one after the other
     * @param alarm lag from which on each look logs {@code event=signature-time-stamp-late}
     */
    public SignatureStamper(
            StampedSignatures signatures,
            TimeStampClient client,
            Supplier<List<X509CRL>> lists,
            InstantSource clock,
            Duration every,
            Duration alarm) {
        this.signatures = signatures;
        this.client = client;
        this.lists = lists;
        this.clock = clock;
        this.alarm = alarm;
        this.rounds = new Rounds("signature-time-stamp", every, this::round);
    }

    /** Begins at once. Call once. */
    public void start() {
        rounds.start();
    }

    /** Stamps everything that is due; stops at the first failure. Whether nothing is left. */
    public boolean stamp() {
        List<Due> due;
        boolean done;
        signatures.putAside(clock.instant());
        do {
            due = signatures.due(clock.instant(), PAGE);
            List<X509CRL> before = lists.get();
            try {
                done = stampAll(due);
            } finally {
                keepLists(before);
            }
        } while (done && !due.isEmpty());
        return done;
    }

    private boolean stampAll(List<Due> due) {
        for (Due one : due) {
            if (!stamp(one)) {
                return false;
            }
        }
        return true;
    }

    /** After each page: by the end of a long one the lists in force at its first time-stamp may have been replaced. */
    private void keepLists(List<X509CRL> before) {
        if (stampedSince.get()) {
            keep(before);
            keep(lists.get());
            stampedSince.set(false);
        }
    }

    private void keep(List<X509CRL> now) {
        if (!now.equals(kept.get())) {
            signatures.keepLists(now);
            kept.set(now);
        }
    }

    private boolean stamp(Due due) {
        return switch (client.stamp(due.imprint())) {
            case StampOutcome.Stamped(TimeStampToken token, var _) -> {
                boolean inTime = !token.info().at().isAfter(due.ends());
                if (inTime) {
                    signatures.keep(due, token);
                    stampedSince.set(true);
                }
                yield inTime;
            }
            case StampOutcome.NotStamped _ -> false;
        };
    }

    /** Seconds since the oldest signature that waits was made; 0 when none does. */
    public long lagSeconds() {
        return lag().toSeconds();
    }

    /** Whether the lag is longer than the alarm's. */
    public boolean isLate() {
        return lag().compareTo(alarm) > 0;
    }

    /** How many will never have a time-stamp: their certificate ended before there was one. */
    public long missed() {
        return signatures.missed();
    }

    @Override
    public void close() {
        rounds.close();
    }

    private boolean round() {
        boolean done = stamp();
        Duration lag = lag();
        if (lag.compareTo(alarm) > 0) {
            LOG.warn(
                    "event=signature-time-stamp-late code={} lag={}s",
                    FailureCode.TIME_STAMP_LATE.code(),
                    lag.toSeconds());
        }
        return done;
    }

    private Duration lag() {
        Instant now = clock.instant();
        Duration lag = signatures
                .waitingSince(now)
                .map(since -> Duration.between(since, now))
                .orElse(Duration.ZERO);
        return lag.isNegative() ? Duration.ZERO : lag;
    }
}
