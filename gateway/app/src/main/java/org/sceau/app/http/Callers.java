package org.sceau.app.http;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sceau.access.Identified;
import org.sceau.access.Identify;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;
import org.sceau.identity.Stated;

/**
 * Who stands behind a request, by the certificate of its TLS session; who acts for it, by what it signed with the key of that
 * certificate ({@link Statements}), and by nothing else it says. Thread-safe.
 */
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
        Instant now = clock.instant();
        X509Certificate[] chain = chain(request).toArray(X509Certificate[]::new);
        return switch (identify.caller(chain, stated(request, now), now)) {
            case Identified.Known known -> known.caller();
            case Identified.Refused refused -> throw new Refused(List.of(refused.issue()));
        };
    }

    /** What is stated of who acts; throws {@link Refused} for a statement that does not count in this session. */
    public static Optional<Stated> stated(HttpServletRequest request, Instant now) {
        List<X509Certificate> chain = chain(request);
        return chain.isEmpty()
                ? Optional.empty()
                : Statements.of(
                        Optional.ofNullable(request.getHeader("Authorization")),
                        chain.getFirst().getPublicKey(),
                        now);
    }

    /** The certificates presented in the handshake, end-entity first. */
    public static List<X509Certificate> chain(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain ? List.of(chain) : List.of();
    }
}
