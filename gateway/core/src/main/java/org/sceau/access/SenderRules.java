package org.sceau.access;

import java.util.Optional;
import org.sceau.document.DocumentCodes;
import org.sceau.document.DocumentEntry;
import org.sceau.document.Submission;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.Caller;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Identity;
import org.sceau.routing.rules.Relation;

/** May this caller hand these documents in: profile and access rules. One refusal refuses all. */
final class SenderRules {
    private final RoutingTable table;
    private final AccessRules rules;

    SenderRules(RoutingTable table, AccessRules rules) {
        this.table = table;
        this.rules = rules;
    }

    /** The rule of a grant is that of the first document, or of the last whose rule withholds who acts. */
    Finding judge(Caller caller, Submission submission) {
        boolean allowed = table.partner(caller.partner())
                .filter(partner -> partner.profiles().contains(submission.profile()))
                .isPresent();
        if (!allowed) {
            return new Finding.Against(
                    "partner/profiles:refuse",
                    "the sender may not submit under this profile",
                    Issue.of(FailureCode.PROFILE_NOT_ALLOWED, submission.profile()));
        }
        Optional<Verdict.Granted> first = Optional.empty();
        for (DocumentEntry entry : submission.documents()) {
            var facts = DocumentFacts.of(DocumentCodes.of(entry));
            switch (rules.decide(Question.of(Action.SUBMIT, caller, Relation.SENDER, facts))) {
                case Verdict.Granted granted ->
                    first = first.filter(_ -> !withholds(granted)).or(() -> Optional.of(granted));
                case Verdict.Refused refused -> {
                    return against(refused);
                }
            }
        }
        return first.map(SenderRules::permitted).orElseGet(() -> withoutDocuments(caller));
    }

    private static boolean withholds(Verdict.Granted granted) {
        return granted.rule().identity() == Identity.WITHHELD;
    }

    /** Lists alone are no document, but somebody hands them in. */
    private Finding withoutDocuments(Caller caller) {
        return switch (rules.possible(Question.of(Action.SUBMIT, caller, Relation.SENDER, DocumentFacts.NONE))) {
            case Verdict.Granted granted -> permitted(granted);
            case Verdict.Refused refused -> against(refused);
        };
    }

    private static Finding permitted(Verdict.Granted granted) {
        return new Finding.For(granted.name(), "permitted by an access rule", Optional.of(granted.rule()));
    }

    private static Finding.Against against(Verdict.Refused refused) {
        return new Finding.Against(
                refused.name(),
                "no access rule allows the sender to hand in a document",
                Issue.of(FailureCode.NOT_PERMITTED));
    }
}
