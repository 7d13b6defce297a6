package org.sceau.routes.submit;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.access.Identified;
import org.sceau.access.Identify;
import org.sceau.failure.Refused;
import org.sceau.ledger.Grounds;

/** First step: who is asking, by the certificate of the TLS session. */
public final class IdentifySender {
    /** Why a partner whose certificate does not stand is refused whatever it asks. */
    public static final Grounds BARRED = new Grounds("certificate:refuse", "the certificate does not stand", Map.of());

    private final Identify identify;

    /** Recognises senders with {@code identify}. */
    public IdentifySender(Identify identify) {
        this.identify = identify;
    }

    /** The request with its sender; throws {@link SubmissionRejected} for a partner whose certificate does not stand, {@link Refused} when the sender is nobody we know. */
    @Handler
    public Presented identify(@Body Arrived arrived) {
        X509Certificate[] chain = arrived.chain().toArray(X509Certificate[]::new);
        return switch (identify.caller(chain, arrived.authority(), arrived.at())) {
            case Identified.Known known -> new Presented(arrived, known.caller());
            case Identified.Barred barred ->
                throw new SubmissionRejected(arrived.transfer(), barred.caller(), BARRED, List.of(barred.issue()));
            case Identified.Refused refused -> throw new Refused(List.of(refused.issue()));
        };
    }
}
