package org.sceau.app.broker;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** The broker could not be started or stopped. */
public final class CannotDistribute extends GatewayException {
    CannotDistribute(String what, Exception cause) {
        super(FailureCode.STORE_UNAVAILABLE, what, cause);
    }
}
