package org.sceau.ledger;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** A commit, sync or head file failed: nobody knows what is on stable storage, so nothing more may be written. */
final class OutcomeUnknown extends GatewayException {

    OutcomeUnknown(Exception cause) {
        super(FailureCode.STORE_UNAVAILABLE, "outcome of a commit unknown, recorder stopped", cause);
    }

    StoreFailed toCaller() {
        return new StoreFailed(FailureCode.STORE_UNAVAILABLE, "outcome unknown, the recorder has stopped", null);
    }
}
