package org.sceau.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sceau.document.AuthorVerdict;
import org.sceau.document.DocumentEntry;
import org.sceau.document.Submission;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.routing.AuthorSignature;
import org.sceau.routing.Plan;

/** Where a route requires authors' signatures: none may be less than valid, and no document may be without one. */
final class AuthorRules {
    private AuthorRules() {}

    static Optional<AccessDecision.Refused> against(Submission submission, Plan.Planned plan, boolean withheld) {
        if (plan.route().authorSignature() == AuthorSignature.REPORT) {
            return Optional.empty();
        }
        List<Issue> issues = new ArrayList<>();
        for (AuthorVerdict verdict : submission.signatures()) {
            if (!verdict.passed()) {
                issues.add(new Issue(
                        FailureCode.AUTHOR_SIGNATURE_REFUSED,
                        place(submission, verdict.entry()),
                        List.of(
                                verdict.indication().toString(),
                                verdict.signer().standing().toString())));
            }
        }
        for (DocumentEntry document : submission.documents()) {
            int entry = document.payload().entry();
            if (submission.signatures().stream().noneMatch(verdict -> settles(verdict, entry))) {
                issues.add(Issue.at(
                        FailureCode.AUTHOR_SIGNATURE_MISSING, document.payload().expression()));
            }
        }
        return issues.isEmpty()
                ? Optional.empty()
                : Optional.of(new AccessDecision.Refused(
                        plan.rule() + "/author-signature:require",
                        Verdicts.added(
                                "authors' signatures do not hold for every document",
                                submission.signatures(),
                                withheld),
                        issues,
                        plan.revisions()));
    }

    /** A signature document needs no signature; one that is less than valid is told as such. */
    private static boolean settles(AuthorVerdict verdict, int entry) {
        return verdict.vouches(entry) || (verdict.entry() == entry && (verdict.standsAlone() || !verdict.passed()));
    }

    private static Optional<String> place(Submission submission, int entry) {
        return submission.documents().stream()
                .filter(document -> document.payload().entry() == entry)
                .map(document -> document.payload().expression())
                .findFirst();
    }
}
