package org.sceau.keys;

import java.time.Duration;
import java.time.Instant;

/** Something in use that ends on a day, which has to be known before. */
public sealed interface Ends permits Ending, DatedUse {

    /** What it is, such as {@code seal}, {@code partner hopital} or {@code signing p-256}; nothing of a person. */
    String name();

    /** The first moment at which it is of no use any more. */
    Instant end();

    /** Whole days from then to its end, negative once it has ended. */
    default long daysLeft(Instant now) {
        return Math.floorDiv(
                Duration.between(now, end()).toSeconds(), Duration.ofDays(1).toSeconds());
    }
}
