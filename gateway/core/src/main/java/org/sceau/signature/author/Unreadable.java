package org.sceau.signature.author;

import java.io.Serial;
import org.sceau.proof.Indication;

/** A signature document is not of a form that is judged. */
final class Unreadable extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Indication indication;

    private Unreadable(Indication indication) {
        super(indication.toString(), null, false, false);
        this.indication = indication;
    }

    /** It breaks the form it claims to have. */
    static Unreadable malformed() {
        return new Unreadable(new Indication("TOTAL-FAILED", "FORMAT_FAILURE"));
    }

    /** It has what we do not take: more than our limits, or what would have to be fetched, computed or guessed. */
    static Unreadable outsideRules() {
        return new Unreadable(new Indication("INDETERMINATE", "SIG_CONSTRAINTS_FAILURE"));
    }

    Indication indication() {
        return indication;
    }
}
