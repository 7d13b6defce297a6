package org.sceau.routes.deliver;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** The outcome of an attempt is known before anything was sent: the decision taken again forbids it. */
final class AttemptSettled extends GatewayException {
    private final transient Outcome outcome;

    AttemptSettled(FailureCode code, Outcome outcome) {
        super(code, "delivery settled before sending", null);
        this.outcome = outcome;
    }

    Outcome outcome() {
        return outcome;
    }
}
