package org.sceau.app.oauth;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** A request for a token that is refused in the words of OAuth. */
final class RefusedGrant extends GatewayException {
    private static final long serialVersionUID = 1L;

    private final OAuthError error;
    private final String description;

    /** {@code description} in ASCII, from this program alone. */
    RefusedGrant(OAuthError error, String description) {
        super(FailureCode.ACCESS_TOKEN_INVALID, description, null);
        this.error = error;
        this.description = description;
    }

    OAuthError error() {
        return error;
    }

    String description() {
        return description;
    }
}
