package org.sceau.ledger;

import java.util.List;
import org.sceau.failure.FailureCode;
import org.sceau.identity.Caller;
import org.sceau.transfer.TransferId;

/**
 * A submission refused after authentication: leaves its entry in the journal and nothing else.
 *
 * @param transfer the id given at reception
 * @param caller who sent it
 * @param grounds the rule that refused
 * @param reasons the codes, the gravest first; never empty
 */
public record Rejection(TransferId transfer, Caller caller, Grounds grounds, List<FailureCode> reasons) {

    /** Copies its list. */
    public Rejection {
        reasons = List.copyOf(reasons);
    }
}
