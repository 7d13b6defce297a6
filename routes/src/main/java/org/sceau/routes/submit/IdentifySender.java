package org.sceau.routes.submit;

import java.security.cert.X509Certificate;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.access.Identified;
import org.sceau.access.Identify;
import org.sceau.failure.Refused;

/** First step: who is asking, by the certificate of the TLS session. */
public final class IdentifySender {
    private final Identify identify;

    /** Recognises senders with {@code identify}. */
    public IdentifySender(Identify identify) {
        this.identify = identify;
    }

    /** The request with its sender; throws {@link Refused} when the sender is nobody we know. */
    @Handler
    public Presented identify(@Body Arrived arrived) {
        X509Certificate[] chain = arrived.chain().toArray(X509Certificate[]::new);
        return switch (identify.caller(chain, arrived.authority(), arrived.at())) {
            case Identified.Known known -> new Presented(arrived, known.caller());
            case Identified.Refused refused -> throw new Refused(List.of(refused.issue()));
        };
    }
}
