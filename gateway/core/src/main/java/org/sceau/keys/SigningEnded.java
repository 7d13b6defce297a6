package org.sceau.keys;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** The gateway signs with an algorithm no more whose day in {@code crypto.yaml} has passed. Nothing was signed. */
public final class SigningEnded extends GatewayException {

    /** With that algorithm. */
    SigningEnded(String algorithm) {
        super(FailureCode.SIGNING_ENDED, "nothing is signed any more with " + algorithm, null);
    }
}
