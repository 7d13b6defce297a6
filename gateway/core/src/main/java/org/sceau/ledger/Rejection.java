package org.sceau.ledger;

import java.util.List;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.identity.Caller;
import org.sceau.transfer.TransferId;

/**
 * What was refused to somebody registered: leaves its entry in the journal and nothing else. Of a submission that is
 * SubmissionRejection, of any other request RequestRefused.
 *
 * @param transfer the id given to a submission at reception; empty for any other request
 * @param caller who sent it
 * @param grounds the rule that refused
 * @param reasons the codes, the gravest first; never empty
 */
public record Rejection(Optional<TransferId> transfer, Caller caller, Grounds grounds, List<FailureCode> reasons) {

    /** Copies its list. */
    public Rejection {
        reasons = List.copyOf(reasons);
    }
}
