package org.sceau.routes.submit;

import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.access.Accepted;
import org.sceau.signature.Signed;

/** Fifth step: the gateway's seal over every payload digest and the metadata object. */
public final class SignSubmission {
    private final Function<Accepted, Signed> seal;

    /** Seals with {@code seal}. */
    public SignSubmission(Function<Accepted, Signed> seal) {
        this.seal = seal;
    }

    /** The submission with its signature. */
    @Handler
    public Signed sign(@Body Accepted accepted) {
        return seal.apply(accepted);
    }
}
