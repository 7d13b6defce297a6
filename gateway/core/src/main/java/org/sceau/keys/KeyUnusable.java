package org.sceau.keys;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/**
 * A key store, passphrase file or key cannot be used. The message names the file and what is wrong with it, never what
 * is in it; the library's own exception is not kept, for it may quote input.
 */
public final class KeyUnusable extends GatewayException {

    /** Names the file, or the entry, and what is wrong. */
    public KeyUnusable(String message) {
        super(FailureCode.KEY_UNUSABLE, message, null);
    }
}
