package org.sceau.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/**
 * Judges access tokens of an identity provider of professionals (Pro Santé Connect) that a partner exchanges for one of ours
 * (RFC 8693). One that another application was given counts for nothing: who it speaks of did not act there for this partner.
 * Thread-safe.
 */
public final class PersonTokens {
    /** Pro Santé Connect gives two minutes. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int LONGEST_NAME = 255;
    private static final Set<String> TYPES = Set.of("", "jwt", AccessTokens.TYPE);

    private final String issuer;
    private final TokenIssuer.Keys keys;
    private final Map<String, PartnerId> applications;

    /**
     * Judges tokens of one provider.
     *
     * @param applications the names under which it knows partners' applications, and whose they are
     */
    public PersonTokens(String issuer, TokenIssuer.Keys keys, Map<String, PartnerId> applications) {
        this.issuer = issuer;
        this.keys = keys;
        this.applications = Map.copyOf(applications);
    }

    /**
     * Of whom a token speaks.
     *
     * @param name the provider's own
     * @param application to which it was given
     * @param ends when the token does
     */
    public record Subject(String name, String application, Instant ends) {}

    /**
     * Whom it speaks of; empty when it does not count for this partner now.
     *
     * @param session thumbprint of the certificate of the session: a token that is bound must be bound to it
     */
    public Optional<Subject> subject(Jwt token, PartnerId client, Digest session, Instant now) {
        boolean authentic = TYPES.contains(token.type())
                && !token.bringsKey()
                && token.text("iss", LONGEST_NAME).filter(issuer::equals).isPresent()
                && token.keyId()
                        .flatMap(id -> keys.find(id, now))
                        .filter(token::intact)
                        .isPresent();
        // an identity token says that somebody logged in, not that an application may act for them
        boolean forAccess = token.type().equals(AccessTokens.TYPE)
                || token.text("typ", LONGEST_NAME).filter("Bearer"::equals).isPresent();
        Optional<String> application = token.text("azp", LONGEST_NAME)
                .or(() -> token.text("client_id", LONGEST_NAME))
                .filter(name -> client.equals(applications.get(name)));
        boolean unbound = !token.claims().has("cnf");
        boolean counts = authentic
                && forAccess
                && (unbound || AccessTokens.isBound(token.claims().path("cnf"), session));
        return Validity.of(token.claims(), now)
                .filter(validity -> counts && validity.lasts(LONGEST))
                .flatMap(validity -> application.flatMap(given ->
                        token.text("sub", LONGEST_NAME).map(name -> new Subject(name, given, validity.ends()))));
    }
}
