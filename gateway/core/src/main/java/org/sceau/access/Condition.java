package org.sceau.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.document.Coded;
import org.sceau.identity.Identification;
import org.sceau.identity.Purpose;
import org.sceau.routing.rules.AccessRule;
import org.sceau.routing.rules.Relation;

/** The parts of a rule that can fail, in the order in which they are looked at; a part that is not written holds. */
enum Condition {
    PARTNERS("who.partners", true),
    FAMILIES("who.families", true),
    PROFESSIONS("who.professions", true),
    SPECIALTIES("who.specialties", true),
    STRUCTURES("who.structures", true),
    IDENTIFIED("who.identified", true),
    PURPOSES("purposes", true),
    BREAK_GLASS("break-glass", true),
    RELATION("documents.relation", false),
    TYPES("documents.types", false),
    CLASSES("documents.classes", false),
    CONFIDENTIALITY("documents.confidentiality", false),
    VISIBILITY("documents.visibility", false),
    /** Implied in every grant: a code that is not known gives no right. */
    KNOWN_CODES("documents (a label that is not known)", false);

    private final String path;
    private final boolean ofSubject;

    Condition(String path, boolean ofSubject) {
        this.path = path;
        this.ofSubject = ofSubject;
    }

    /** Where it stands in a rule. */
    String path() {
        return path;
    }

    /** Whether it looks at the subject alone, so that it can be asked before there is a document. */
    boolean ofSubject() {
        return ofSubject;
    }

    boolean holds(AccessRule rule, Question asked) {
        return switch (this) {
            case PARTNERS -> is(rule.who().partners(), asked.partner());
            case FAMILIES -> in(rule.who().families(), asked.quality().family());
            case PROFESSIONS -> in(rule.who().professions(), asked.quality().profession()) || unknown(rule, asked);
            case SPECIALTIES -> in(rule.who().specialties(), asked.acting().specialty());
            case STRUCTURES -> in(rule.who().structures(), asked.quality().organisation());
            case IDENTIFIED -> is(rule.who().identified(), asked.acting().identification());
            case PURPOSES -> is(rule.purposes(), asked.acting().purpose());
            case BREAK_GLASS -> breakGlass(rule, asked);
            case RELATION -> is(rule.documents().relation(), asked.relation());
            case TYPES -> anyOf(rule.documents().types(), asked.document().types());
            case CLASSES -> anyOf(rule.documents().classes(), asked.document().classes());
            case CONFIDENTIALITY ->
                taken(rule, rule.documents().confidentiality(), asked.document().confidentiality());
            case VISIBILITY ->
                taken(rule, rule.documents().visibility(), asked.document().visibility());
            case KNOWN_CODES -> knownCodes(rule, asked);
        };
    }

    private static <T> boolean is(Optional<Set<T>> written, T known) {
        return written.isEmpty() || written.get().contains(known);
    }

    private static <T> boolean in(Optional<Set<T>> written, Optional<T> known) {
        return written.isEmpty() || (known.isPresent() && written.get().contains(known.get()));
    }

    /** Who names somebody without a profession does not get around what is refused to one. */
    private static boolean unknown(AccessRule rule, Question asked) {
        boolean named = asked.acting().identification() == Identification.INDIRECT
                || asked.acting().specialty().isPresent();
        return !rule.grants() && named && asked.quality().profession().isEmpty();
    }

    /** Codings of one concept say the same thing: one of them is enough. */
    private static boolean anyOf(Optional<Set<Coded>> written, List<Coded> codings) {
        if (written.isEmpty()) {
            return true;
        }
        for (Coded coding : codings) {
            if (written.get().contains(coding)) {
                return true;
            }
        }
        return false;
    }

    /** Each label says another thing: a grant must know them all, a refusal one. */
    private static <T> boolean taken(AccessRule rule, Optional<Set<T>> written, Set<T> labels) {
        if (written.isEmpty()) {
            return true;
        }
        for (T label : labels) {
            if (written.get().contains(label) != rule.grants()) {
                return !rule.grants();
            }
        }
        return rule.grants();
    }

    /** Who breaks the glass is granted by such a rule alone, and such a rule grants to nobody else. */
    private static boolean breakGlass(AccessRule rule, Question asked) {
        boolean breaks = asked.acting().purpose() == Purpose.BTG;
        if (rule.breakGlass().isEmpty()) {
            return !(breaks && rule.grants());
        }
        Optional<String> reason = asked.acting().breakGlass();
        return breaks && reason.isPresent() && rule.breakGlass().get().reasons().contains(reason.get());
    }

    /** A store holds ciphertext for readers who are asked one by one. */
    private static boolean knownCodes(AccessRule rule, Question asked) {
        return !rule.grants()
                || asked.document().understood()
                || asked.relation() == Relation.SENDER
                || asked.relation() == Relation.STORE;
    }
}
