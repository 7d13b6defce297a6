package org.sceau.directory;

import java.time.Duration;
import java.time.Instant;

/**
 * What is had of a source.
 *
 * @param entries what it said
 * @param asOf when that was so
 */
record Held(Entries entries, Instant asOf) {

    Duration age(Instant now) {
        return Duration.between(asOf, now);
    }
}
