package org.sceau.proof;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the time-stamps of a signature prove: each held at its own time, and each later one came before the former ended.
 *
 * @param stamped what the authority states of the signature's value
 * @param lifespan until when that proves itself, by the last time-stamp that counts
 * @param renewals what the authorities of archive time-stamps state, in their order; none where the documents were not at hand
 * @param limits what of them was not examined
 */
public record SignatureStamp(TimeStamped stamped, Lifespan lifespan, List<TimeStamped> renewals, Set<Limit> limits) {

    /** Copies. */
    public SignatureStamp {
        renewals = List.copyOf(renewals);
        limits = Set.copyOf(limits);
    }

    /** Throws {@link MalformedProof} when it does not hold, or is over something else. */
    static TimeStamped verify(TimeStampToken token, JadesFile file, TrustAnchors anchors) {
        return switch (token.verify(file.stamped(), anchors)) {
            case StampVerdict.Valid(TimeStamped stamped) -> stamped;
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
