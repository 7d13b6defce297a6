package org.sceau.routing;

import java.time.Duration;
import java.time.Instant;

/** What a route does with new submissions while the journal is not time-stamped. */
public sealed interface WhenUnstamped {

    /**
     * Whether nothing new may be accepted.
     *
     * @param stampedUntil what was recorded before then is time-stamped
     * @param now of the gateway's clock
     */
    boolean stops(Instant stampedUntil, Instant now);

    /** Accepted all the same; one time-stamp later covers them all. */
    @Documented(what = "new submissions are accepted all the same; one later time-stamp covers them all")
    record GoOn() implements WhenUnstamped {
        @Override
        public boolean stops(Instant stampedUntil, Instant now) {
            return false;
        }
    }

    /**
     * Refused, to be sent again later; deliveries of what was accepted go on.
     *
     * @param after age of the oldest entry without a time-stamp
     */
    @Documented(what = "new submissions are refused, to be sent again later; deliveries go on")
    record Stop(
            @Documented(
                    what = "age of the oldest entry without a time-stamp; at least twice time-stamp.every",
                    example = "10m")
            Duration after)
            implements WhenUnstamped {
        @Override
        public boolean stops(Instant stampedUntil, Instant now) {
            return stampedUntil.isBefore(now.minus(after));
        }
    }
}
