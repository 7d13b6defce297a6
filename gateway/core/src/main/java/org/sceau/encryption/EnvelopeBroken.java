package org.sceau.encryption;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** A ciphertext ended before or after the length announced for it: the envelope being written is void. */
public final class EnvelopeBroken extends GatewayException {

    EnvelopeBroken(long announced) {
        super(FailureCode.STORE_UNAVAILABLE, "ciphertext has not the announced length: " + announced + " bytes", null);
    }
}
