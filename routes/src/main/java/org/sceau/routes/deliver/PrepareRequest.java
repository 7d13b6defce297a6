package org.sceau.routes.deliver;

import java.io.IOException;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.failure.FailureCode;

/** Third step: the request as the recipient wants it, in clear or as CMS objects. */
public final class PrepareRequest {
    private final Composing compose;

    /** Composes with {@code compose}. */
    public PrepareRequest(Composing compose) {
        this.compose = compose;
    }

    /** The attempt with its request; a vault that cannot be read is tried again later. */
    @Handler
    public Prepared prepare(@Body Attempt attempt) {
        try {
            return new Prepared(attempt, compose.compose(attempt));
        } catch (IOException e) {
            throw new AttemptSettled(
                    FailureCode.STORE_UNAVAILABLE,
                    Outcome.of(attempt, new Verdict.TryAgain(FailureCode.STORE_UNAVAILABLE, false)));
        }
    }

    /** Makes requests of attempts. */
    @FunctionalInterface
    public interface Composing {
        /** The request; throws IOException when the vault cannot be read. */
        PeerRequest compose(Attempt attempt) throws IOException;
    }
}
