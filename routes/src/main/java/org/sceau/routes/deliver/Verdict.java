package org.sceau.routes.deliver;

import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.ledger.Ending;
import org.sceau.proof.Digest;

/** What an attempt came to. */
public sealed interface Verdict {
    /** The peer may hold it or not: it is asked before anything negative is said. */
    record Doubtful(FailureCode reason) implements Verdict {}

    /** It is known what to record. */
    sealed interface Clear extends Verdict {}

    /**
     * The delivery is ended, with the event that the answer proves.
     *
     * @param ending the event
     * @param reason present for negative events
     * @param peer SHA-256 of the certificate of the peer that answered; empty when the gateway ends it itself
     */
    record Settled(Ending ending, Optional<FailureCode> reason, Optional<Digest> peer) implements Clear {}

    /** It did not work now and may later; {@code sent} unless it is known that nothing was. */
    record TryAgain(FailureCode reason, boolean sent) implements Clear {

        /** After something was sent, for all that is known. */
        public TryAgain(FailureCode reason) {
            this(reason, true);
        }
    }

    /** It will not work before an operator acts; {@code sent} unless it is known that nothing was. */
    record SetAside(FailureCode reason, boolean sent) implements Clear {

        /** After something was sent, for all that is known. */
        public SetAside(FailureCode reason) {
            this(reason, true);
        }
    }
}
