package org.sceau.failure;

import org.jspecify.annotations.Nullable;

/** A failure that the immediate caller is not expected to handle. Messages never hold a value from a document. */
public abstract class GatewayException extends RuntimeException {
    private final FailureCode code;

    /** Names the failure. */
    protected GatewayException(FailureCode code, String message, @Nullable Throwable cause) {
        super(code.code() + " " + message, cause);
        this.code = code;
    }

    /** The code of the catalogue. */
    public FailureCode code() {
        return code;
    }
}
