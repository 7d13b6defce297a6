package org.sceau.routing.rules;

import java.util.Optional;
import java.util.Set;
import org.sceau.identity.Purpose;
import org.sceau.routing.Documented;

/**
 * One rule: it grants or refuses actions, to whom, on which documents, what for. The order of rules does not count: a
 * refusal that holds wins over every grant, and what no rule grants is refused.
 *
 * @param id stands in entries and receipts; stable
 * @param why for operators
 * @param grant actions granted; empty for a refusal
 * @param refuse actions refused; empty for a grant
 * @param who whom it is about
 * @param documents which documents it is about
 * @param purposes what for
 * @param breakGlass it grants to who breaks the glass, and only then
 * @param identity what entries and receipts say of who acted
 */
public record AccessRule(
        @Documented(
                what =
                        "short name, lower case, digits and dashes; entries and receipts carry it, so it does not change",
                example = "recipients-read")
        String id,

        @Documented(what = "for operators: why the rule is there", example = "Recipients read what was sent to them")
        String why,

        @Documented(
                what = "actions that it grants: submit, receive, find, retrieve, consent, operate",
                example = "[find, retrieve]",
                defaultValue = "[]")
        Set<Action> grant,

        @Documented(
                what = "actions that it refuses, whatever another rule grants",
                example = "[retrieve]",
                defaultValue = "[]")
        Set<Action> refuse,

        @Documented(
                what = "whom it is about: every part that is written must hold; without it everybody",
                example = "{professions: [\"10\"]}",
                defaultValue = "{}")
        Who who,

        @Documented(
                what = "which documents it is about: every part that is written must hold; without it all",
                example = "{relation: [recipient]}",
                defaultValue = "{}")
        Which documents,

        @Documented(
                what =
                        "purposes of use: unstated, treat, etreat, btg, patrqt, hpaymt, hoperat, hresch, pubhlth; without it"
                                + " every purpose but btg",
                example = "[treat, etreat]")
        Optional<Set<Purpose>> purposes,

        @Documented(
                what =
                        "the rule grants to who breaks the glass (purpose btg) for one of these reasons, and only then; it"
                                + " opens documents of others, hidden from professionals, or objected to; each use is marked in the"
                                + " journal and raises the alarm",
                example = "{reasons: [vital-emergency]}")
        Optional<BreakGlass> breakGlass,

        @Documented(
                what = "shown: entries and receipts name the certificate; withheld: they show the quality alone",
                example = "withheld",
                defaultValue = "shown")
        Identity identity) {

    /** Copies its sets. */
    public AccessRule {
        grant = Set.copyOf(grant);
        refuse = Set.copyOf(refuse);
        purposes = purposes.map(Set::copyOf);
    }

    /** A rule that grants. */
    public boolean grants() {
        return !grant.isEmpty();
    }

    /** The actions it is about. */
    public Set<Action> actions() {
        return grants() ? grant : refuse;
    }
}
