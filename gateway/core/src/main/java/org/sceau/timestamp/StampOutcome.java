package org.sceau.timestamp;

import java.net.URI;
import org.sceau.failure.FailureCode;
import org.sceau.proof.TimeStampToken;

/** What asking came to. */
public sealed interface StampOutcome {

    /** Stamped; the token was checked whole. */
    record Stamped(TimeStampToken token, URI authority) implements StampOutcome {}

    /**
     * Not stamped.
     *
     * @param detail what is wrong, in codes of ours or numbers of RFC 3161; never words of the authority
     */
    record NotStamped(FailureCode code, String detail) implements StampOutcome {}
}
