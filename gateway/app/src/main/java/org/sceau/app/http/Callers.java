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
import org.sceau.identity.Authority;
import org.sceau.identity.Caller;
import org.sceau.identity.Stated;
import org.sceau.oauth.Transaction;
import org.sceau.routing.Partner;
import org.sceau.transfer.PartnerId;

/**
 * Who stands behind a request, by the certificate of its TLS session; who acts for it and what it may ask, by what is bound to
 * that certificate ({@link Bearers}), and by nothing else it says. Thread-safe.
 */
public final class Callers {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Identify identify;
    private final Bearers bearers;
    private final InstantSource clock;

    /** Recognises with {@code identify}. */
    public Callers(Identify identify, Bearers bearers, InstantSource clock) {
        this.identify = identify;
        this.bearers = bearers;
        this.clock = clock;
    }

    /** The partner that asks for this; throws {@link Refused} when it is nobody we know, or a token does not cover it. */
    public Caller require(HttpServletRequest request, Transaction transaction) {
        return require(request, authority(request, transaction));
    }

    /** The partner of the session that brings this beside its certificate; throws {@link Refused}. */
    public Caller require(HttpServletRequest request, Authority authority) {
        return switch (identify(request, authority)) {
            case Identified.Known known -> known.caller();
            case Identified.Barred barred -> throw new Refused(List.of(barred.issue()));
            case Identified.Refused refused -> throw new Refused(List.of(refused.issue()));
        };
    }

    /** Who stands behind the session that brings this beside its certificate. */
    public Identified identify(HttpServletRequest request, Authority authority) {
        return identify.caller(chain(request).toArray(X509Certificate[]::new), authority, clock.instant());
    }

    /** What a request for this brings beside its certificate; throws {@link Refused} for what does not count in this session. */
    public Authority authority(HttpServletRequest request, Transaction transaction) {
        List<X509Certificate> chain = chain(request);
        if (chain.isEmpty()) {
            return Authority.NONE;
        }
        X509Certificate session = chain.getFirst();
        return bearers.of(
                Optional.ofNullable(request.getHeader("Authorization")),
                new Bearers.Session(session.getPublicKey(), () -> Partner.thumbprint(session), () -> partner(chain)),
                transaction,
                clock.instant());
    }

    private Optional<PartnerId> partner(List<X509Certificate> chain) {
        return chain.isEmpty() ? Optional.empty() : standing(chain.getFirst(), Optional.empty(), clock.instant());
    }

    /** Who would call in a session with this certificate and state this; empty when that would be refused. */
    public Optional<PartnerId> standing(X509Certificate certificate, Optional<Stated> stated, Instant now) {
        return identify.caller(new X509Certificate[] {certificate}, Authority.stating(stated), now)
                        instanceof Identified.Known known
                ? Optional.of(known.caller().partner())
                : Optional.empty();
    }

    /** The certificates presented in the handshake, end-entity first. */
    public static List<X509Certificate> chain(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain ? List.of(chain) : List.of();
    }
}
