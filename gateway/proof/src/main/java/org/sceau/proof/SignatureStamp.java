package org.sceau.proof;

import java.time.Instant;
import java.util.Optional;

/**
 * A time-stamp over a signature's value that held at its own time.
 *
 * @param stamped what the authority states
 * @param lifespan until when that proves itself
 */
public record SignatureStamp(TimeStamped stamped, Lifespan lifespan) {

    /** Throws {@link MalformedProof} when it does not hold, or is over something else. */
    static SignatureStamp verify(TimeStampToken token, JadesFile file, TrustAnchors anchors) {
        return switch (token.verify(file.stamped(), anchors)) {
            case StampVerdict.Valid(TimeStamped stamped) -> new SignatureStamp(stamped, Lifespan.of(token));
            case StampVerdict.NotValid(Part part, Reason reason, String where) ->
                throw new MalformedProof(part, reason, where);
        };
    }

    Instant at() {
        return stamped.at();
    }

    /** What it still proves at the moment of verification: nothing once a certificate or algorithm under it has ended. */
    Optional<TimeStamped> proved(TrustAnchors anchors) {
        boolean ended = anchors.moment()
                .filter(now -> !now.at().isBefore(lifespan.end(now.dates())))
                .isPresent();
        return ended ? Optional.empty() : Optional.of(stamped);
    }
}
