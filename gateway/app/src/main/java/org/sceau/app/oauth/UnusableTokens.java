package org.sceau.app.oauth;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** The settings under {@code tokens:} name something that cannot be used. */
public final class UnusableTokens extends GatewayException {
    private static final long serialVersionUID = 1L;

    UnusableTokens(String message) {
        super(FailureCode.CONFIGURATION_INVALID, message, null);
    }
}
