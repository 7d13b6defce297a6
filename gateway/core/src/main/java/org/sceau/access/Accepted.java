package org.sceau.access;

import java.time.Instant;
import java.util.List;
import org.sceau.document.Submission;
import org.sceau.failure.Issue;
import org.sceau.identity.Caller;
import org.sceau.routing.Partner;
import org.sceau.routing.Plan;
import org.sceau.routing.Revisions;
import org.sceau.routing.Route;
import org.sceau.transfer.TransferId;

/**
 * A submission that may travel: sender, profile, route, recipients, consent, certificates and accreditation were judged.
 * Made by {@link Decide} only; nothing of it is durable yet. Holds patient data: tells nothing in toString.
 */
public final class Accepted {
    private final TransferId transfer;
    private final Caller caller;
    private final Submission submission;
    private final Plan.Planned plan;
    private final String rule;
    private final String decision;
    private final Instant at;

    Accepted(
            TransferId transfer,
            Caller caller,
            Submission submission,
            Plan.Planned plan,
            String rule,
            String decision,
            Instant at) {
        this.transfer = transfer;
        this.caller = caller;
        this.submission = submission;
        this.plan = plan;
        this.rule = rule;
        this.decision = decision;
        this.at = at;
    }

    /** The transfer that this becomes. */
    public TransferId transfer() {
        return transfer;
    }

    /** Who hands it in. */
    public Caller caller() {
        return caller;
    }

    /** What is handed in. */
    public Submission submission() {
        return submission;
    }

    /** The route taken. */
    public Route route() {
        return plan.route();
    }

    /** Whom it goes to, at least one. */
    public List<Partner> recipients() {
        return plan.recipients();
    }

    /** The rule that granted it, such as {@code route:lab-results/without-consent:permit}. */
    public String rule() {
        return rule;
    }

    /** What was decided and on what ground, in English, as it stands in the journal. */
    public String decision() {
        return decision;
    }

    /** When it was decided. */
    public Instant at() {
        return at;
    }

    /** What was in force. */
    public Revisions revisions() {
        return plan.revisions();
    }

    /** What routing has to tell the sender although it accepts; the submission's own warnings are not repeated here. */
    public List<Issue> warnings() {
        return plan.warnings();
    }

    @Override
    public String toString() {
        return "Accepted[" + transfer + "]";
    }
}
