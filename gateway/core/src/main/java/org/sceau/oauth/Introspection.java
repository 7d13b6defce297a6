package org.sceau.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sceau.identity.Caller;
import org.sceau.identity.Stated;
import org.sceau.proof.Digest;
import org.sceau.routing.Partner;
import org.sceau.routing.Right;
import org.sceau.routing.RoutingTable;
import org.sceau.transfer.PartnerId;

/**
 * What is told of a token (IHE IUA ITI-102, RFC 7662), and to whom: a partner of its own in the session that it is bound to; of
 * every token that this gateway issued whoever has the right {@code introspect}. Thread-safe.
 *
 * <p>Guarantees: a token is told of exactly while a request with it would count here, had it come in a session with the
 * certificate that it is bound to. Whether the one who presented it holds that certificate, the asker MUST see for itself, by
 * {@code cnf}. Everything else is told alike, whatever the reason. Nothing is told that does not stand in the token.
 */
public final class Introspection {
    private static final List<String> CLAIMS =
            List.of("iss", "sub", "aud", "client_id", "iat", "nbf", "exp", "jti", "cnf");
    private static final int LONGEST_NAME = 255;

    private final RoutingTable table;
    private final AccessTokens tokens;
    private final Standing standing;

    /**
     * Tells of the tokens that this judge knows.
     *
     * @param standing who certificates stand for now
     */
    public Introspection(RoutingTable table, AccessTokens tokens, Standing standing) {
        this.table = table;
        this.tokens = tokens;
        this.standing = standing;
    }

    /** For whom a certificate stands. MUST answer from memory; thread-safe. */
    @FunctionalInterface
    public interface Standing {
        /** Who would call in a session with it and state this; empty when that would be refused. */
        Optional<PartnerId> of(X509Certificate certificate, Optional<Stated> stated, Instant now);
    }

    /** The answer about an active token; empty for every other text. */
    public Optional<ObjectNode> of(String text, Caller asker, Instant now) {
        return Jwt.read(text)
                .flatMap(jwt -> counting(jwt, asker.thumbprint(), now)
                        .filter(token -> isHeld(token, asker, now))
                        .or(() -> mayAsk(asker) ? ofClient(jwt, now) : Optional.empty())
                        .map(token -> answer(token, jwt.claims())));
    }

    /** Also what a token states has to hold: its holder is told of nothing with which a request is refused. */
    private boolean isHeld(AccessToken token, Caller asker, Instant now) {
        return table.partner(asker.partner()).stream()
                .flatMap(partner -> partner.authCertificates().stream())
                .filter(certificate -> Partner.thumbprint(certificate).equals(asker.thumbprint()))
                .anyMatch(certificate -> stands(certificate, asker.partner(), token, now));
    }

    private boolean stands(X509Certificate certificate, PartnerId client, AccessToken token, Instant now) {
        return token.issuer().holders().contains(client)
                && standing.of(certificate, token.stated(), now)
                        .filter(client::equals)
                        .isPresent();
    }

    private boolean mayAsk(Caller asker) {
        return table.partner(asker.partner())
                .filter(partner -> partner.may().contains(Right.INTROSPECT))
                .isPresent();
    }

    /** The client's word for who it is chooses the certificates to try and nothing else: the token is judged with each. */
    private Optional<AccessToken> ofClient(Jwt jwt, Instant now) {
        Optional<String> client = jwt.text("client_id", LONGEST_NAME);
        return table.partners().stream()
                .filter(partner -> client.filter(partner.id().value()::equals).isPresent())
                .flatMap(partner -> partner.authCertificates().stream()
                        .flatMap(certificate -> heldWith(certificate, partner.id(), jwt, now).stream()))
                .findFirst();
    }

    private Optional<AccessToken> heldWith(X509Certificate certificate, PartnerId client, Jwt jwt, Instant now) {
        return counting(jwt, Partner.thumbprint(certificate), now)
                .filter(token ->
                        token.issuer().name().equals(OwnTokens.NAME) && stands(certificate, client, token, now));
    }

    private Optional<AccessToken> counting(Jwt jwt, Digest session, Instant now) {
        return switch (tokens.judge(jwt, session, now)) {
            case AccessTokens.Judged.Valid(AccessToken token) -> Optional.of(token);
            case AccessTokens.Judged.Invalid _ -> Optional.empty();
        };
    }

    /** What is not believed of a token is not told on. */
    private static ObjectNode answer(AccessToken token, JsonNode claims) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("active", true).put("token_type", "Bearer");
        CLAIMS.stream().filter(claims::has).forEach(name -> answer.set(name, claims.get(name)));
        answer.put("scope", token.scopes().text());
        token.stated().ifPresent(stated -> answer.set("extensions", StatedClaims.write(stated, token.family())));
        token.voucher().ifPresent(name -> answer.put(OwnTokens.VOUCHER, name));
        return answer;
    }
}
