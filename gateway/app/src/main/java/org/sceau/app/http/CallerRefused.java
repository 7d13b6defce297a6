package org.sceau.app.http;

import java.util.List;
import java.util.Optional;
import org.sceau.failure.GatewayException;
import org.sceau.failure.Issue;
import org.sceau.identity.Caller;
import org.sceau.ledger.Grounds;
import org.sceau.ledger.Rejection;
import org.sceau.transfer.TransferId;

/**
 * A registered partner is refused for its certificate, or for what it brings beside it, before anything of what it asks was
 * looked at: it is owed a signed refusal, which the {@link Door} alone gives.
 */
final class CallerRefused extends GatewayException {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final transient Grounds grounds;
    private final transient List<Issue> issues;

    CallerRefused(Caller caller, Grounds grounds, List<Issue> issues) {
        super(issues.getFirst().code(), "caller refused", null);
        this.caller = caller;
        this.grounds = grounds;
        this.issues = List.copyOf(issues);
    }

    List<Issue> issues() {
        return issues;
    }

    /** What the journal takes; {@code submission} where something was handed in. */
    Rejection rejection(Optional<TransferId> submission) {
        return new Rejection(
                submission, caller, grounds, issues.stream().map(Issue::code).toList());
    }
}
