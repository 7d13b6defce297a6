package org.sceau.routes.submit;

import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.access.Accepted;
import org.sceau.signature.Signed;

/**
 * Failure policy: payloads of a submission that failed before it reached the recorder are destroyed. From then on they are
 * the recorder's: it alone knows whether they were stored.
 */
public final class DiscardPayloads {
    /** Destroys keys and files; the message stays what it is. */
    @Handler
    public void discard(@Body Object failed) {
        switch (failed) {
            case Arrived arrived -> discard(arrived);
            case Presented presented -> discard(presented.arrived());
            case Validated validated -> validated.submission().split().discard();
            case Accepted accepted -> accepted.submission().split().discard();
            case Signed signed -> signed.accepted().submission().split().discard();
            default -> {
                // handed to the recorder
            }
        }
    }

    private static void discard(Arrived arrived) {
        if (arrived.reading() instanceof Arrived.Reading.Whole(var split)) {
            split.discard();
        }
    }
}
