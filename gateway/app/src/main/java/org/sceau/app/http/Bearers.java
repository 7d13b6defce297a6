package org.sceau.app.http;

import java.security.PublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Authority;
import org.sceau.oauth.AccessToken;
import org.sceau.oauth.AccessTokens;
import org.sceau.oauth.Jwt;
import org.sceau.oauth.Transaction;
import org.sceau.proof.Digest;
import org.sceau.routes.Allowance;
import org.sceau.routing.Right;
import org.sceau.transfer.PartnerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the header {@code Authorization: Bearer} brings: an access token, which says so in its type (RFC 9068), or a partner's
 * own statement of who acts ({@link Statements}). Neither is ever taken for the other. Thread-safe.
 */
public final class Bearers {
    private static final Logger LOG = LoggerFactory.getLogger(Bearers.class);
    private static final String SCHEME = "Bearer ";

    private final Optional<AccessTokens> tokens;
    private final String resource;
    private final Set<Right> required;
    private final Set<Right> unauthorized;
    private final Allowance told;

    /**
     * Where access tokens count.
     *
     * @param resource address of this resource, for which statements may say that they are
     * @param required for what a token MUST be sent
     * @param unauthorized for what a token without the scope is answered 401, as IHE IUA has it, in place of 403 (RFC 6750)
     */
    public Bearers(
            AccessTokens tokens, String resource, Set<Right> required, Set<Right> unauthorized, InstantSource clock) {
        this(Optional.of(tokens), resource, required, unauthorized, new Allowance(clock));
    }

    private Bearers(
            Optional<AccessTokens> tokens,
            String resource,
            Set<Right> required,
            Set<Right> unauthorized,
            Allowance told) {
        this.tokens = tokens;
        this.resource = resource;
        this.told = told;
        this.required = Set.copyOf(required);
        this.unauthorized = Set.copyOf(unauthorized);
    }

    /** Where there are statements only. */
    public static Bearers withoutTokens(String resource) {
        return new Bearers(Optional.empty(), resource, Set.of(), Set.of(), new Allowance(InstantSource.system()));
    }

    /**
     * The session of a request.
     *
     * @param key of its certificate
     * @param thumbprint of its certificate
     * @param partner whose it is
     */
    record Session(PublicKey key, Digest thumbprint, PartnerId partner) {}

    /**
     * What a request brings.
     *
     * @param header value of {@code Authorization}; empty when there is none
     * @throws Refused for what does not count here, and where a token is required and there is none
     */
    Authority of(Optional<String> header, Session session, Transaction transaction, Instant now) {
        boolean must = required.contains(transaction.right());
        if (header.isEmpty()) {
            if (must) {
                throw new Refused(FailureCode.ACCESS_TOKEN_REQUIRED);
            }
            return Authority.NONE;
        }
        Jwt jwt = bearer(header.get())
                .flatMap(Jwt::read)
                .orElseThrow(() -> new Refused(
                        tokens.isPresent() ? FailureCode.ACCESS_TOKEN_INVALID : FailureCode.STATEMENT_INVALID));
        boolean isToken = jwt.type().equals(AccessTokens.TYPE);
        if (isToken && tokens.isPresent()) {
            return covering(tokens.get(), jwt, session, transaction, now);
        }
        if (must || isToken) {
            throw new Refused(must ? FailureCode.ACCESS_TOKEN_REQUIRED : FailureCode.STATEMENT_INVALID);
        }
        return Authority.stating(Optional.of(Statements.of(jwt, session.key(), resource, now)));
    }

    /** The word after the scheme; empty when the scheme is another one. */
    private static Optional<String> bearer(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()))
                : Optional.empty();
    }

    private Authority covering(AccessTokens judge, Jwt jwt, Session session, Transaction transaction, Instant now) {
        return switch (judge.judge(jwt, session.thumbprint(), now)) {
            case AccessTokens.Judged.Invalid(AccessTokens.Fault fault) -> {
                if (told.take(session.partner())) {
                    LOG.info("event=access-token-refused partner={} fault={}", session.partner(), fault);
                }
                throw new Refused(FailureCode.ACCESS_TOKEN_INVALID);
            }
            case AccessTokens.Judged.Valid(AccessToken token) ->
                token.covering(transaction).orElseThrow(() -> insufficient(transaction));
        };
    }

    private Refused insufficient(Transaction transaction) {
        FailureCode code = unauthorized.contains(transaction.right())
                ? FailureCode.SCOPE_NOT_AUTHORIZED
                : FailureCode.SCOPE_INSUFFICIENT;
        return new Refused(code, transaction.scope());
    }
}
