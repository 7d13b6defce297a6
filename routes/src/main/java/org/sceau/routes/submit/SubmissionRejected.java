package org.sceau.routes.submit;

import java.util.List;
import java.util.Optional;
import org.sceau.failure.GatewayException;
import org.sceau.failure.Issue;
import org.sceau.identity.Caller;
import org.sceau.ledger.Grounds;
import org.sceau.ledger.Rejection;
import org.sceau.transfer.TransferId;

/** A step refuses the submission of a known partner: the failure policy journals it and answers with the issues. */
final class SubmissionRejected extends GatewayException {
    private final transient Rejection rejection;
    private final transient List<Issue> issues;
    private final transient TransferId transfer;

    SubmissionRejected(TransferId transfer, Caller caller, Grounds grounds, List<Issue> issues) {
        super(issues.getFirst().code(), "submission refused", null);
        this.issues = List.copyOf(issues);
        this.transfer = transfer;
        this.rejection = new Rejection(
                Optional.of(transfer),
                caller,
                grounds,
                issues.stream().map(Issue::code).toList());
    }

    TransferId transfer() {
        return transfer;
    }

    Rejection rejection() {
        return rejection;
    }

    List<Issue> issues() {
        return issues;
    }
}
