package org.sceau.access;

import java.util.Locale;
import java.util.Optional;
import org.sceau.consent.Consents;
import org.sceau.consent.Visibility;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.Caller;
import org.sceau.routing.Right;
import org.sceau.routing.Route;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Relation;

/** May this caller read: right, access rules, own document, visibility, the patient's choice. */
final class ReaderRules {
    private final RoutingTable table;
    private final AccessRules rules;
    private final Consents consents;

    ReaderRules(RoutingTable table, AccessRules rules, Consents consents) {
        this.table = table;
        this.rules = rules;
        this.consents = consents;
    }

    /** Before there is a document: the partner's file and the access rules as far as they are about who asks. */
    Finding may(Caller caller, Right right) {
        if (right(caller, right) instanceof Finding.Against against) {
            return against;
        }
        var question = Question.of(action(right), caller, Relation.OTHER, DocumentFacts.NONE);
        return switch (rules.possible(question)) {
            case Verdict.Granted granted when granted.rule().breakGlass().isPresent() -> brokenGlass(caller, granted);
            case Verdict.Granted granted -> permitted(right).under(granted);
            case Verdict.Refused refused ->
                new Finding.Against(
                        refused.name(), "no access rule allows it to the caller", Issue.of(FailureCode.NOT_PERMITTED));
        };
    }

    /** The directory holds no document and names no patient: the partner's file alone decides. */
    Finding directory(Caller caller) {
        return right(caller, Right.DIRECTORY);
    }

    private Finding right(Caller caller, Right right) {
        boolean allowed = table.partner(caller.partner())
                .filter(partner -> partner.may().contains(right))
                .isPresent();
        return allowed
                ? permitted(right)
                : new Finding.Against(
                        name(right) + ":refuse", "the partner has no such right", Issue.of(FailureCode.NOT_PERMITTED));
    }

    Finding read(Caller caller, Right right, Held document) {
        if (right(caller, right) instanceof Finding.Against against) {
            return against;
        }
        var question =
                Question.of(action(right), caller, relation(caller, document), DocumentFacts.of(document.codes()));
        return switch (rules.decide(question)) {
            case Verdict.Refused refused -> unseen(refused.name(), "no access rule allows the document to the reader");
            case Verdict.Granted granted when granted.rule().breakGlass().isPresent() -> brokenGlass(caller, granted);
            case Verdict.Granted granted -> floor(caller, document).under(granted);
        };
    }

    /** Vital interest overrides what the patient has restricted (EHDS Art. 11(5)); the journal marks that it was done. */
    private static Finding brokenGlass(Caller caller, Verdict.Granted granted) {
        String reason = caller.acting().breakGlass().orElse("none");
        return new Finding.For("break-glass:permit", "the glass was broken for the reason " + reason).under(granted);
    }

    private static Relation relation(Caller caller, Held document) {
        if (document.sender().equals(caller.partner())) {
            return Relation.SENDER;
        }
        return document.recipients().contains(caller.partner()) ? Relation.RECIPIENT : Relation.OTHER;
    }

    private static Finding.For permitted(Right right) {
        return new Finding.For(name(right) + ":permit", "permitted by the partner's rights");
    }

    private static String name(Right right) {
        return "partner/may-" + right.name().toLowerCase(Locale.ROOT);
    }

    private static Action action(Right right) {
        return switch (right) {
            case SUBMIT -> Action.SUBMIT;
            case FIND -> Action.FIND;
            case RETRIEVE -> Action.RETRIEVE;
            case DIRECTORY, INTROSPECT -> throw new IllegalArgumentException("no access rule is about " + right);
        };
    }

    /** What no access rule opens: others' documents, hidden ones, the patient's objection. */
    private Finding floor(Caller caller, Held document) {
        if (document.sender().equals(caller.partner())) {
            return new Finding.For("reader/sender:permit", "the reader handed the document in");
        }
        if (!document.recipients().contains(caller.partner())) {
            return unseen("reader/own-documents:refuse", "the document is neither from nor for the reader");
        }
        if (Visibility.of(document.codes().securityLabel(), Visibility.Reader.PROFESSIONAL)
                instanceof Visibility.Verdict.Hidden hidden) {
            return unseen("reader/visibility-" + hidden.code() + ":refuse", "the document is hidden from the reader");
        }
        return choice(caller, document);
    }

    private Finding choice(Caller caller, Held document) {
        Optional<Route> route = table.route(document.route());
        if (route.isEmpty()) {
            return unseen(
                    "route:" + document.route() + "/gone:refuse", "the route that gave the right no longer exists");
        }
        Finding finding = ConsentRules.judge(route.get(), consents.of(document.transfer(), caller.partner()));
        return finding instanceof Finding.Against against ? unseen(against.rule(), against.decision()) : finding;
    }

    /** Who may not know of a document learns what it would learn if there were none. */
    private static Finding unseen(String rule, String decision) {
        return new Finding.Against(rule, decision, Issue.of(FailureCode.NOT_FOUND));
    }
}
