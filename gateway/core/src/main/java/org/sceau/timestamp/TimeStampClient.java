package org.sceau.timestamp;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Digest;
import org.sceau.proof.TimeStampToken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks authorities in their order until one has stamped. Blocks while it waits for them. Thread-safe. */
public final class TimeStampClient {
    private static final Logger LOG = LoggerFactory.getLogger(TimeStampClient.class);

    private final List<TimeStampAuthority> authorities;
    private final TsaExchange exchange;
    private final InstantSource clock;
    private final SecureRandom random;
    private final Duration tolerance;

    /**
     * A client of {@code authorities}, at least one.
     *
     * @param tolerance how far an authority's clock and ours may be apart
     */
    public TimeStampClient(
            List<TimeStampAuthority> authorities,
            TsaExchange exchange,
            InstantSource clock,
            SecureRandom random,
            Duration tolerance) {
        this.authorities = List.copyOf(authorities);
        this.exchange = exchange;
        this.clock = clock;
        this.random = random;
        this.tolerance = tolerance;
    }

    /** No time-stamp that is had from now on states a time before this. */
    Instant earliest() {
        return clock.instant().minus(tolerance);
    }

    /** Has {@code digest} stamped by the first authority that does; the last one's failure if none does. */
    public StampOutcome stamp(Digest digest) {
        return stamp(digest, _ -> true);
    }

    /** Goes on to the next authority also after one whose token is not {@code wanted}, which counts if no other is had. */
    StampOutcome stamp(Digest digest, Predicate<TimeStampToken> wanted) {
        Optional<StampOutcome> unwanted = Optional.empty();
        StampOutcome last = new StampOutcome.NotStamped(FailureCode.TIME_STAMP_UNREACHABLE, "no authority");
        for (TimeStampAuthority authority : authorities) {
            last = ask(authority, digest);
            switch (last) {
                case StampOutcome.Stamped stamped
                when wanted.test(stamped.token()) -> {
                    return last;
                }
                case StampOutcome.Stamped stamped -> unwanted = unwanted.or(() -> Optional.of(stamped));
                case StampOutcome.NotStamped(FailureCode code, String detail) ->
                    LOG.warn(
                            "event=not-time-stamped code={} authority={} detail=\"{}\"",
                            code.code(),
                            authority.address().getAuthority(),
                            detail);
            }
        }
        return unwanted.orElse(last);
    }

    private StampOutcome ask(TimeStampAuthority authority, Digest digest) {
        StampRequest request = new StampRequest(digest, authority.policy(), random);
        byte[] reply;
        try {
            reply = exchange.post(authority.address(), request.query());
        } catch (IOException e) {
            return new StampOutcome.NotStamped(
                    FailureCode.TIME_STAMP_UNREACHABLE, e.getClass().getSimpleName());
        }
        return StampReply.judge(reply, request, authority, clock.instant(), tolerance);
    }
}
