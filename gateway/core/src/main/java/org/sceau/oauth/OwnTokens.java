package org.sceau.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.sceau.proof.Digest;
import org.sceau.suites.TokenSigner;
import org.sceau.transfer.PartnerId;

/** Issues the gateway's own access tokens (RFC 9068), bound to a certificate (RFC 8705 section 3.1). Thread-safe. */
public final class OwnTokens {
    /** Name of this issuer in entries. */
    public static final String NAME = "own";

    /** Who vouches for who acts where the gateway saw the person's own certificate. */
    public static final String CERTIFICATE = "certificate";

    /** A claim of ours: who vouches for who acts. */
    static final String VOUCHER = "vouched_by";

    private static final int ID_BYTES = 16;

    private final TokenSigner signer;
    private final SecureRandom random;
    private final String issuer;
    private final String audience;
    private final Duration life;

    /**
     * Signs with {@code signer}.
     *
     * @param issuer address of this authorization server
     * @param audience the resource that tokens are for
     * @param life of each token at most
     */
    public OwnTokens(TokenSigner signer, SecureRandom random, String issuer, String audience, Duration life) {
        this.signer = signer;
        this.random = random;
        this.issuer = issuer;
        this.audience = audience;
        this.life = life;
    }

    /** A new token for a partner's session; {@code scopes} MUST lie within its rights. */
    public String issue(PartnerId client, Digest session, Scopes scopes, Optional<StatedUntil> stated, Instant now) {
        return issue(NewToken.of(client, session, scopes, stated), now);
    }

    /** A new token for what this says. */
    public String issue(NewToken token, Instant now) {
        ObjectNode header = JsonNodeFactory.instance.objectNode();
        header.put("typ", AccessTokens.TYPE).put("alg", TokenSigner.ALGORITHM).put("kid", signer.id());
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("iss", issuer).put("aud", audience);
        claims.put("sub", token.subject()).put("client_id", token.client().value());
        claims.put("iat", now.getEpochSecond())
                .put("exp", now.plus(life(token.acting(), now)).getEpochSecond());
        claims.put("jti", token.id().orElseGet(this::id))
                .put("scope", token.scopes().text());
        claims.putObject("cnf").put("x5t#S256", token.session().base64Url());
        token.voucher().ifPresent(name -> claims.put(VOUCHER, name));
        token.acting().ifPresent(who -> claims.set("extensions", StatedClaims.write(who.stated(), token.family())));
        String input = url(header) + "." + url(claims);
        return input + "." + encoded(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /** This issuer, as {@link AccessTokens} takes it. */
    public TokenIssuer asIssuer(Set<PartnerId> partners) {
        return new TokenIssuer(
                NAME,
                issuer,
                (id, _) -> id.equals(signer.id()) ? Optional.of(signer.key()) : Optional.empty(),
                partners,
                true);
    }

    /** How long a token counts that is issued now: whoever it says acts is not believed for longer than it was stated. */
    public Duration life(Optional<StatedUntil> stated, Instant now) {
        return stated.map(who -> Duration.between(now, who.until()))
                .filter(shorter -> shorter.compareTo(life) < 0)
                .orElse(life);
    }

    /** Address of this authorization server. */
    public String issuer() {
        return issuer;
    }

    /** The public key (RFC 7517 section 5). */
    public String jwks() {
        return signer.jwks();
    }

    private String id() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return encoded(id);
    }

    private static String url(ObjectNode object) {
        return encoded(object.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
