package org.sceau.signature.author;

import java.io.Serial;
import org.sceau.proof.Indication;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A signature document is not of a form that is judged. */
final class Unreadable extends Exception {
    private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);

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

    /** What a library made of it. The kind is told, or a fault of ours would pass for the author's; never a message. */
    static Unreadable hostile(Throwable failure) {
        LOG.warn("event=author-signature-unreadable kind={}", failure.getClass().getName());
        return malformed();
    }

    Indication indication() {
        return indication;
    }
}
