package org.sceau.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.sceau.failure.Refused;
import org.sceau.identity.CardFamily;
import org.sceau.identity.Stated;
import org.sceau.proof.Digest;

/**
 * Judges access tokens: JWTs of RFC 9068, bound to the certificate of the session (RFC 8705 section 3). Thread-safe; holds
 * nothing between two tokens.
 *
 * <p>Guarantees: a token counts only when a configured issuer's own key signed it, with an algorithm of that key; for this
 * resource; within its life, which no issuer can make longer than {@code longest}; in a session with the certificate it names.
 * No header chooses a key, and no symmetric algorithm is known. It does not guarantee that a token was not used before: it is
 * made to be used until it ends, and in no other session.
 */
public final class AccessTokens {
    /** What the header {@code typ} of an access token says (RFC 9068 section 2.1); nothing else that is sent here bears it. */
    public static final String TYPE = "at+jwt";

    private static final int LONGEST_NAME = 255;

    private final Map<String, TokenIssuer> issuers;
    private final String audience;
    private final Duration longest;
    private final Predicate<String> withdrawn;

    /** Judges tokens of these issuers, of which none is withdrawn. */
    public AccessTokens(Collection<TokenIssuer> issuers, String audience, Duration longest) {
        this(issuers, audience, longest, _ -> false);
    }

    /**
     * Judges tokens of these issuers.
     *
     * @param audience this resource, exactly
     * @param longest life of a token
     * @param withdrawn whether a token of our own, by its {@code jti}, counts no more. MUST answer from memory; thread-safe
     */
    public AccessTokens(
            Collection<TokenIssuer> issuers, String audience, Duration longest, Predicate<String> withdrawn) {
        this.issuers = issuers.stream().collect(Collectors.toUnmodifiableMap(TokenIssuer::issuer, Function.identity()));
        this.audience = audience;
        this.longest = longest;
        this.withdrawn = withdrawn;
    }

    /** What came of a token. */
    public sealed interface Judged {
        /** It counts now and here. */
        record Valid(AccessToken token) implements Judged {}

        /** It does not. */
        record Invalid(Fault fault) implements Judged {}
    }

    /** Why a token does not count: for the log; its sender learns only that it does not. */
    public enum Fault {
        /** Not signed by the key of a configured issuer, or not of this form. */
        NOT_AUTHENTIC,
        /** For another resource. */
        AUDIENCE,
        /** Ended, not begun, or made to last too long. */
        TIME,
        /** Bound to another certificate, or to none. */
        BINDING,
        /** Issued for a code that was presented again. */
        WITHDRAWN,
        /** What it claims is incomplete or malformed. */
        CLAIMS
    }

    /**
     * Judges a token.
     *
     * @param session thumbprint of the certificate that the session was opened with
     */
    public Judged judge(Jwt token, Digest session, Instant now) {
        Optional<TokenIssuer> issuer =
                token.text("iss", LONGEST_NAME).flatMap(name -> Optional.ofNullable(issuers.get(name)));
        boolean authentic = token.type().equals(TYPE)
                && !token.bringsKey()
                && issuer.flatMap(found ->
                                token.keyId().flatMap(id -> found.keys().find(id, now)))
                        .filter(token::intact)
                        .isPresent();
        if (!authentic) {
            return new Judged.Invalid(Fault.NOT_AUTHENTIC);
        }
        return claims(token, issuer.get(), session, now);
    }

    private Judged claims(Jwt token, TokenIssuer issuer, Digest session, Instant now) {
        if (!isFor(token.claims().path("aud"))) {
            return new Judged.Invalid(Fault.AUDIENCE);
        }
        Optional<Validity> validity = Validity.of(token.claims(), now).filter(found -> found.lasts(longest));
        if (validity.isEmpty()) {
            return new Judged.Invalid(Fault.TIME);
        }
        if (!isBound(token.claims().path("cnf"), session)) {
            return new Judged.Invalid(Fault.BINDING);
        }
        Optional<String> id = token.text("jti", LONGEST_NAME);
        if (isOwn(issuer) && id.filter(withdrawn).isPresent()) {
            return new Judged.Invalid(Fault.WITHDRAWN);
        }
        Optional<String> client = token.text("client_id", LONGEST_NAME);
        Optional<String> scope = token.text("scope", Scopes.LONGEST);
        boolean complete = client.isPresent()
                && scope.isPresent()
                && token.text("sub", LONGEST_NAME).isPresent()
                && id.isPresent();
        try {
            return complete
                    ? new Judged.Valid(new AccessToken(
                            issuer,
                            client.get(),
                            Scopes.of(scope.get()),
                            validity.get(),
                            stated(token, issuer),
                            voucher(token, issuer),
                            family(token, issuer)))
                    : new Judged.Invalid(Fault.CLAIMS);
        } catch (Refused malformed) {
            return new Judged.Invalid(Fault.CLAIMS);
        }
    }

    /** An issuer that may not say who acts is not heard, rather than refused: an organisation acts then. */
    private static Optional<Stated> stated(Jwt token, TokenIssuer issuer) {
        JsonNode extensions = token.claims().path("extensions");
        return issuer.statesWhoActs() && extensions.isObject()
                ? Optional.of(StatedClaims.read(extensions))
                : Optional.empty();
    }

    private static Optional<String> voucher(Jwt token, TokenIssuer issuer) {
        return isOwn(issuer) ? token.text(OwnTokens.VOUCHER, LONGEST_NAME) : Optional.empty();
    }

    /** Whoever may say who acts does not so prove a card: this gateway alone saw one, and nobody else's word is heard. */
    private static Optional<CardFamily> family(Jwt token, TokenIssuer issuer) {
        return voucher(token, issuer)
                .filter(OwnTokens.CERTIFICATE::equals)
                .flatMap(_ -> StatedClaims.family(token.claims().path("extensions")));
    }

    private static boolean isOwn(TokenIssuer issuer) {
        return issuer.name().equals(OwnTokens.NAME);
    }

    private boolean isFor(JsonNode named) {
        if (named.isArray()) {
            for (JsonNode one : named) {
                if (one.isTextual() && one.asText().equals(audience)) {
                    return true;
                }
            }
        }
        return named.isTextual() && named.asText().equals(audience);
    }

    /** Whether a claim {@code cnf} names this session's certificate and nothing else. */
    static boolean isBound(JsonNode confirmation, Digest session) {
        byte[] named = confirmation.path("x5t#S256").asText().getBytes(StandardCharsets.UTF_8);
        byte[] presented = session.base64Url().getBytes(StandardCharsets.UTF_8);
        return confirmation.size() == 1 && MessageDigest.isEqual(named, presented);
    }
}
