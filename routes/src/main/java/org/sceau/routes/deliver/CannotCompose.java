package org.sceau.routes.deliver;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** A transfer's content cannot be given out: its key is gone, or what lies in the vault is not what was stored. */
final class CannotCompose extends GatewayException {
    CannotCompose(FailureCode code, String what) {
        super(code, what, null);
    }
}
