package org.sceau.suites;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** A sealed value or a wrapped key does not open: it was altered, or stands under another key or other associated data. */
public final class SealBroken extends GatewayException {

    /** Says nothing of the value; carries no cause, because providers quote their input. */
    public SealBroken() {
        super(FailureCode.KEY_UNUSABLE, "a sealed value does not open under its key", null);
    }
}
