package org.sceau.access;

import java.time.Instant;

/** How far the journal is time-stamped. Asked for each submission: it MUST answer from memory. */
@FunctionalInterface
public interface StampedTime {

    /** Everything recorded before is time-stamped; MUST NOT be later than is known for sure. */
    Instant until();
}
