package org.sceau.access;

import org.sceau.document.DocumentCodes;
import org.sceau.identity.Caller;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Relation;

/**
 * A question that nobody has asked yet, for {@code sceau explain}.
 *
 * @param action what
 * @param caller who, in which quality, what for
 * @param relation what the document is to the caller
 * @param codes of the document
 */
public record WhatIf(Action action, Caller caller, Relation relation, DocumentCodes codes) {

    /** How these rules would answer; consent, visibility and routes are asked elsewhere. */
    public Derivation by(AccessRules rules) {
        return Derivation.of(rules, Question.of(action, caller, relation, DocumentFacts.of(codes)));
    }
}
