package org.sceau.retirement;

import org.sceau.failure.FailureCode;
import org.sceau.ledger.WaitingDelivery;

/**
 * A delivery that waits under a suite or for a certificate that is no longer the one in force.
 *
 * @param delivery which
 * @param outcome what can be done, or was
 */
public record Rewrap(WaitingDelivery delivery, Outcome outcome) {

    /** What comes of it. */
    public sealed interface Outcome {

        /** It can be wrapped in {@code suite}. */
        record Possible(String suite) implements Outcome {}

        /** It was. */
        record Done(String suite) implements Outcome {}

        /** It was not, and why. */
        record Left(Reason reason) implements Outcome {}
    }

    /** Why a delivery is left as it is. */
    public sealed interface Reason {

        /** The gateway has no content key: its readers alone open it. To be submitted again. */
        record ReaderOnly() implements Reason {}

        /** An envelope of its transfer may have been sent to a recipient whose delivery goes on: it keeps its bytes. */
        record Sent() implements Reason {}

        /** It is under way, or was changed meanwhile. */
        record Moved() implements Reason {}

        /** What is stored of it does not open, or was not looked at yet. */
        record Unreadable() implements Reason {}

        /** The decision of today refuses it. */
        record Refused(FailureCode code) implements Reason {}
    }
}
