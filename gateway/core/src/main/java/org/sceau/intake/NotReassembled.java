package org.sceau.intake;

import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;

/** A metadata object and payloads that do not belong together: what is stored was mixed up or altered. */
public final class NotReassembled extends GatewayException {

    NotReassembled(String message) {
        super(FailureCode.INTERNAL, message, null);
    }
}
