package org.sceau.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.sceau.document.Submission;
import org.sceau.identity.Caller;
import org.sceau.proof.Digest;
import org.sceau.routing.AuthorSignature;
import org.sceau.routing.Match;
import org.sceau.routing.Partner;
import org.sceau.routing.Plan;
import org.sceau.routing.Revisions;
import org.sceau.routing.Route;
import org.sceau.routing.RouteId;
import org.sceau.routing.TimeStamping;
import org.sceau.routing.UnknownRecipients;
import org.sceau.routing.Validation;
import org.sceau.routing.WhenUnstamped;
import org.sceau.routing.WithoutConsent;
import org.sceau.transfer.Mode;
import org.sceau.transfer.TransferId;

/** Accepts submissions without deciding, for tests of what comes after the decision. */
public final class AcceptedForTests {
    private AcceptedForTests() {}

    /** Accepts in custody for these recipients. */
    public static Accepted of(
            TransferId transfer, Caller caller, Submission submission, List<Partner> recipients, Instant at) {
        return of(transfer, caller, submission, recipients, Mode.CUSTODY, at);
    }

    /** Accepts in this mode for these recipients. */
    public static Accepted of(
            TransferId transfer,
            Caller caller,
            Submission submission,
            List<Partner> recipients,
            Mode mode,
            Instant at) {
        return of(transfer, caller, submission, recipients, mode, TimeStamping.JOURNAL, at);
    }

    /** Accepts on a route that has this time-stamped. */
    public static Accepted of(
            TransferId transfer,
            Caller caller,
            Submission submission,
            List<Partner> recipients,
            Mode mode,
            TimeStamping stamping,
            Instant at) {
        var route = new Route(
                new RouteId("test"),
                "for tests",
                1,
                Match.EVERYTHING,
                recipients.stream().map(Partner::id).toList(),
                List.of(),
                UnknownRecipients.REFUSE,
                mode,
                new WithoutConsent.Permit("for tests"),
                Duration.ofHours(1),
                Validation.RULES,
                new WhenUnstamped.GoOn(),
                stamping,
                AuthorSignature.REPORT);
        var revisions = Revisions.of(Digest.sha256(new byte[0]));
        var plan = new Plan.Planned(route, recipients, "route:test", revisions, List.of(), List.of());
        return new Accepted(transfer, caller, submission, plan, "route:test", "permitted for tests", at);
    }
}
