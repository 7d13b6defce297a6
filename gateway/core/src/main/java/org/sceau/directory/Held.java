package org.sceau.directory;

import java.time.Duration;
import java.time.Instant;

/**
 * What is had of a source.
 *
 * @param entries what it said
 * @param asOf when that was so
 */
public record Held(Entries entries, Instant asOf) {

    /** How long ago that was. */
    public Duration age(Instant now) {
        return Duration.between(asOf, now);
    }
}
