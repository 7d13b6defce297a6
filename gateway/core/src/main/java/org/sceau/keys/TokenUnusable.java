package org.sceau.keys;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** A token, or a key in it, cannot be used at present. The message names token and label, never a PIN. */
public final class TokenUnusable extends GatewayException {
    private final TokenFault fault;
    private final String what;

    /** Says what is wrong with {@code what}. */
    public TokenUnusable(TokenFault fault, String what) {
        super(FailureCode.TOKEN_UNUSABLE, "token " + what + ": " + fault, null);
        this.fault = fault;
        this.what = what;
    }

    /** Which token, or {@code key} and its label. */
    public String what() {
        return what;
    }

    /** What is wrong. */
    public TokenFault fault() {
        return fault;
    }
}
