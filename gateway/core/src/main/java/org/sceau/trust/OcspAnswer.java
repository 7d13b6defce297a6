package org.sceau.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a responder said of one certificate (RFC 6960, section 4.2.1), verified.
 *
 * @param said how the certificate stands
 * @param issued thisUpdate
 * @param next nextUpdate, if there is one
 * @param heard when it was fetched
 */
record OcspAnswer(Said said, Instant issued, Optional<Instant> next, Instant heard) {

    /** What stands in an answer. */
    sealed interface Said {
        /** It is not revoked. */
        record Good() implements Said {}

        /**
         * It is revoked, and stays so however old the answer is.
         *
         * @param entry since when and why
         */
        record Revoked(SerialIndex.Entry entry) implements Said {}

        /** The responder does not know it: nothing that it said before counts but a revocation, and lists decide. */
        record Unknown() implements Said {}

        /** That it revoked is known, but the answer that was kept cannot be read: the certificate is not relied on. */
        record Lost() implements Said {}
    }

    /** In place of an answer that was kept and cannot be read; any that comes is newer. */
    static OcspAnswer lost() {
        return new OcspAnswer(new Said.Lost(), Instant.EPOCH, Optional.empty(), Instant.EPOCH);
    }

    /** From when it is too old to rely on; without nextUpdate by its own age, or it could be repeated for ever. */
    Instant freshUntil(Duration maximumAge) {
        Instant oldest = heard.plus(maximumAge);
        Instant end = next.orElseGet(() -> issued.plus(maximumAge));
        return end.isBefore(oldest) ? end : oldest;
    }
}
