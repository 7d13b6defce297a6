package org.sceau.routes.submit;

import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.access.Decide;
import org.sceau.access.Ruling;
import org.sceau.ledger.Grounds;

/** Second step: whether the partner may hand anything in. Who may not is told nothing of what it handed in. */
public final class AdmitSender {
    private final Decide decide;

    /** Asks {@code decide}. */
    public AdmitSender(Decide decide) {
        this.decide = decide;
    }

    /** The same request; throws {@link SubmissionRejected}. */
    @Handler
    public Presented admit(@Body Presented presented) {
        return switch (decide.submit(presented.caller())) {
            case Ruling.Permitted _ -> presented;
            case Ruling.Forbidden forbidden ->
                throw new SubmissionRejected(
                        presented.arrived().transfer(), presented.caller(), Grounds.of(forbidden), forbidden.issues());
        };
    }
}
