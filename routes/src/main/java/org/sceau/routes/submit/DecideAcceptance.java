package org.sceau.routes.submit;

import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.access.Accepted;
import org.sceau.access.AccessDecision;
import org.sceau.access.Decide;
import org.sceau.ledger.Grounds;

/** Fourth step: whether the submission may travel, and to whom. */
public final class DecideAcceptance {
    private final Decide decide;

    /** Asks {@code decide}. */
    public DecideAcceptance(Decide decide) {
        this.decide = decide;
    }

    /** The submission with its route and recipients; throws {@link SubmissionRejected}. */
    @Handler
    public Accepted decide(@Body Validated validated) {
        return switch (decide.submission(
                validated.transfer(), validated.caller(), validated.submission(), validated.at())) {
            case AccessDecision.Granted granted -> granted.accepted();
            case AccessDecision.Refused refused ->
                throw new SubmissionRejected(
                        validated.transfer(),
                        validated.caller(),
                        new Grounds(
                                refused.rule(),
                                refused.decision(),
                                refused.revisions().digests()),
                        refused.issues());
        };
    }
}
