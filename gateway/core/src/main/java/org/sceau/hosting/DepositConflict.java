package org.sceau.hosting;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;
import org.sceau.transfer.TransferId;

/** The store holds another content under the same transfer: a fault of ours, never repaired by trying again. */
public final class DepositConflict extends GatewayException {
    DepositConflict(TransferId transfer) {
        super(FailureCode.DUPLICATE_DIFFERENT, "the store holds another content for transfer " + transfer, null);
    }
}
