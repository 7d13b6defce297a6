package org.sceau.trust;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/**
 * Trust anchors, revocation lists or certificates of the configuration cannot be used. The message names the file and
 * what is wrong with it; the library's own exception is not kept, for it may quote input.
 */
public final class TrustUnusable extends GatewayException {

    /** Names the file and what is wrong. */
    public TrustUnusable(String message) {
        super(FailureCode.CONFIGURATION_INVALID, message, null);
    }
}
