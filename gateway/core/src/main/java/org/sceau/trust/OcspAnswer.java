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

    /** From when it is too old to rely on; without nextUpdate by its own age, or it could be repeated for ever. */
    Instant freshUntil(Duration maximumAge) {
        Instant oldest = heard.plus(maximumAge);
        Instant end = next.orElseGet(() -> issued.plus(maximumAge));
        return end.isBefore(oldest) ? end : oldest;
    }
}
