package org.sceau.app.http;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** The server could not be started, most often because its port is taken. */
public final class CannotServe extends GatewayException {
    CannotServe(String what, Exception cause) {
        super(FailureCode.CONFIGURATION_INVALID, what, cause);
    }
}
