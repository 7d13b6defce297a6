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
import org.sceau.transfer.PartnerId;

/** May this caller read: right, own document, visibility, the patient's choice. */
final class ReaderRules {
    private final RoutingTable table;
    private final Consents consents;

    ReaderRules(RoutingTable table, Consents consents) {
        this.table = table;
        this.consents = consents;
    }

    Finding may(PartnerId caller, Right right) {
        String rule = "partner/may-" + right.name().toLowerCase(Locale.ROOT);
        boolean allowed = table.partner(caller)
                .filter(partner -> partner.may().contains(right))
                .isPresent();
        return allowed
                ? new Finding.For(rule + ":permit", "permitted by the partner's rights")
                : new Finding.Against(
                        rule + ":refuse", "the partner has no such right", Issue.of(FailureCode.NOT_PERMITTED));
    }

    Finding read(Caller caller, Right right, Held document) {
        if (may(caller.partner(), right) instanceof Finding.Against against) {
            return against;
        }
        if (document.sender().equals(caller.partner())) {
            return new Finding.For("reader/sender:permit", "the reader handed the document in");
        }
        if (!document.recipients().contains(caller.partner())) {
            return unseen("reader/own-documents:refuse", "the document is neither from nor for the reader");
        }
        if (Visibility.of(document.securityLabel(), Visibility.Reader.PROFESSIONAL)
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
