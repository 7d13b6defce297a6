package org.sceau.routes.deliver;

import org.apache.camel.ExchangeException;
import org.apache.camel.Handler;

/** Failure policy: an attempt that the decision taken again forbids goes to the recording step. */
public final class SettleFailure {
    /** What to record. */
    @Handler
    public Outcome settle(@ExchangeException AttemptSettled settled) {
        return settled.outcome();
    }
}
