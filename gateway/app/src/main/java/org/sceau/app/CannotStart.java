package org.sceau.app;

import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** The gateway cannot be started or stopped; the message says which part. */
public final class CannotStart extends GatewayException {
    CannotStart(String what, @Nullable Exception cause) {
        super(FailureCode.CONFIGURATION_INVALID, what, cause);
    }
}
