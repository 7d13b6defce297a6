package org.sceau.app.http;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import org.sceau.access.Identified;
import org.sceau.access.Identify;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;

/** Who stands behind a request, by the certificate of its TLS session and by nothing it says. Thread-safe. */
public final class Callers {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Identify identify;
    private final InstantSource clock;

    /** Recognises with {@code identify}. */
    public Callers(Identify identify, InstantSource clock) {
        this.identify = identify;
        this.clock = clock;
    }

    /** The partner; throws {@link Refused} when it is nobody we know. */
    public Caller require(HttpServletRequest request) {
        return switch (identify.caller(chain(request).toArray(X509Certificate[]::new), clock.instant())) {
            case Identified.Known known -> known.caller();
            case Identified.Refused refused -> throw new Refused(List.of(refused.issue()));
        };
    }

    /** The certificates presented in the handshake, end-entity first. */
    public static List<X509Certificate> chain(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain ? List.of(chain) : List.of();
    }
}
