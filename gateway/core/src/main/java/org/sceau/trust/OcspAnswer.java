package org.sceau.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a responder said of one certificate (RFC 6960, section 4.2.1), verified.
 *
 * @param revoked when and why; empty when it is good
 * @param issued thisUpdate
 * @param next nextUpdate, if there is one
 * @param heard when it was fetched
 */
record OcspAnswer(Optional<SerialIndex.Entry> revoked, Instant issued, Optional<Instant> next, Instant heard) {

    /** From when it is too old to rely on. */
    Instant freshUntil(Duration maximumAge) {
        Instant oldest = heard.plus(maximumAge);
        return next.filter(end -> end.isBefore(oldest)).orElse(oldest);
    }
}
