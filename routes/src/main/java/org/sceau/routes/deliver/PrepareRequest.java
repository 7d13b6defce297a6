package org.sceau.routes.deliver;

import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Handler;

/** Third step: the request as the recipient wants it, in clear or as CMS objects. */
public final class PrepareRequest {
    private final Function<Attempt, PeerRequest> compose;

    /** Composes with {@code compose}. */
    public PrepareRequest(Function<Attempt, PeerRequest> compose) {
        this.compose = compose;
    }

    /** The attempt with its request. */
    @Handler
    public Prepared prepare(@Body Attempt attempt) {
        return new Prepared(attempt, compose.apply(attempt));
    }
}
