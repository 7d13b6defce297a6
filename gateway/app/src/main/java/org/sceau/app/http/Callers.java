package org.sceau.app.http;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.access.Identified;
import org.sceau.access.Identify;
import org.sceau.failure.Refused;
import org.sceau.identity.Authority;
import org.sceau.identity.Caller;
import org.sceau.identity.Stated;
import org.sceau.ledger.Grounds;
import org.sceau.oauth.Transaction;
import org.sceau.routes.submit.IdentifySender;
import org.sceau.transfer.PartnerId;

/**
 * Who stands behind a request, by the certificate of its TLS session; who acts for it and what it may ask, by what is bound to
 * that certificate ({@link Bearers}), and by nothing else it says. Thread-safe.
 */
public final class Callers {
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private static final Grounds BEARER =
            new Grounds("bearer:refuse", "what stands beside the certificate does not count or cover this", Map.of());

    private final Identify identify;
    private final Bearers bearers;
    private final InstantSource clock;

    /** Recognises with {@code identify}. */
    public Callers(Identify identify, Bearers bearers, InstantSource clock) {
        this.identify = identify;
        this.bearers = bearers;
        this.clock = clock;
    }

    /** Throws {@link CallerRefused} for a partner whose certificate does not stand, whatever it asks; nobody else is judged. */
    void bar(HttpServletRequest request) {
        if (identify(request, Authority.NONE) instanceof Identified.Barred barred) {
            throw refused(barred);
        }
    }

    /** The partner that asks for this; throws as {@link #admitted}. */
    public Caller require(HttpServletRequest request, Transaction transaction) {
        return admitted(request, transaction).caller();
    }

    /**
     * The partner that asks for this, and what it brings beside its certificate. The certificate is judged first: throws
     * {@link Refused} when it is nobody's we know, and what the {@link Door} gives a signed refusal for when it does not stand
     * or what is beside it does not count in this session.
     */
    public Admitted admitted(HttpServletRequest request, Transaction transaction) {
        Caller alone = require(request, Authority.NONE);
        var session =
                new Bearers.Session(chain(request).getFirst().getPublicKey(), alone.thumbprint(), alone.partner());
        try {
            Authority authority = bearers.of(
                    Optional.ofNullable(request.getHeader("Authorization")), session, transaction, clock.instant());
            return new Admitted(authority.equals(Authority.NONE) ? alone : require(request, authority), authority);
        } catch (Refused refused) {
            throw new CallerRefused(alone, BEARER, refused.issues());
        }
    }

    /** The partner of the session that brings this beside its certificate; throws {@link Refused}. */
    public Caller require(HttpServletRequest request, Authority authority) {
        return switch (identify(request, authority)) {
            case Identified.Known known -> known.caller();
            case Identified.Barred barred -> throw refused(barred);
            case Identified.Refused refused -> throw new Refused(List.of(refused.issue()));
        };
    }

    private static CallerRefused refused(Identified.Barred barred) {
        return new CallerRefused(barred.caller(), IdentifySender.BARRED, List.of(barred.issue()));
    }

    private Identified identify(HttpServletRequest request, Authority authority) {
        return identify.caller(chain(request).toArray(X509Certificate[]::new), authority, clock.instant());
    }

    /** Who would call in a session with this certificate and state this; empty when that would be refused. */
    public Optional<PartnerId> standing(X509Certificate certificate, Optional<Stated> stated, Instant now) {
        return identify.caller(new X509Certificate[] {certificate}, Authority.stating(stated), now)
                        instanceof Identified.Known known
                ? Optional.of(known.caller().partner())
                : Optional.empty();
    }

    /**
     * Who may be answered.
     *
     * @param caller the partner, and who acts for it
     * @param authority what it brought beside its certificate
     */
    public record Admitted(Caller caller, Authority authority) {}

    /** The certificates presented in the handshake, end-entity first. */
    public static List<X509Certificate> chain(HttpServletRequest request) {
        return request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain ? List.of(chain) : List.of();
    }
}
