package org.sceau.routes.submit;

import org.apache.camel.Body;
import org.apache.camel.Handler;

/** Last step: what the sender is told of an acceptance that is durable. */
public final class Acknowledge {
    /** The answer. */
    @Handler
    public Answer acknowledge(@Body Recorded recorded) {
        return new Answer.Acceptance(
                recorded.acknowledgement(),
                recorded.accepted().submission(),
                recorded.accepted().warnings(),
                recorded.repeated());
    }
}
