package org.sceau.routing.rules;

/** What a document is to who asks. */
public enum Relation {
    /** Handed in by who asks. */
    SENDER,
    /** Addressed to who asks. */
    RECIPIENT,
    /** Kept, as ciphertext, by who asks. */
    STORE,
    /** Neither; only a rule with break-glass opens it. */
    OTHER
}
