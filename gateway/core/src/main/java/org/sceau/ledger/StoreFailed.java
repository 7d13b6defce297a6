package org.sceau.ledger;

import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** The ledger could not read or write. The cause is of the database and may name tables, never values. */
public final class StoreFailed extends GatewayException {

    /** Names what could not be done. */
    public StoreFailed(FailureCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }

    /** Whether it is of what is stored, and will be so at the next attempt: damaged, or its key destroyed. */
    public boolean isLasting() {
        return code() == FailureCode.STORE_DAMAGED || code() == FailureCode.GONE;
    }
}
