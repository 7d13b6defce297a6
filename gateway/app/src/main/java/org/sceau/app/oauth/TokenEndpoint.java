package org.sceau.app.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.app.http.Callers;
import org.sceau.app.http.Endpoint;
import org.sceau.app.http.OutcomeWriter;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;
import org.sceau.identity.Authority;
import org.sceau.identity.Caller;
import org.sceau.identity.Stated;
import org.sceau.oauth.ClientAssertions;
import org.sceau.oauth.NewToken;
import org.sceau.oauth.OwnTokens;
import org.sceau.oauth.Scopes;
import org.sceau.oauth.StatedUntil;
import org.sceau.routing.Partner;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.configuration.AccessTokenSettings;
import org.sceau.transfer.PartnerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ITI-71 Get Access Token (RFC 6749 sections 4.1.3 and 4.4, RFC 8693). The client is the partner of the session's certificate;
 * it may authenticate with a {@code private_key_jwt} on top of it, which alone can state who acts where no person said so. A
 * token covers what is asked for, or was granted, as far as the partner's rights and ceiling go, and is bound to that certificate.
 * Thread-safe.
 */
public final class TokenEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/oauth/token";

    static final String CLIENT_CREDENTIALS = "client_credentials";
    static final String CODE = "authorization_code";
    /** RFC 8693 section 2.1. */
    static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

    private static final Logger LOG = LoggerFactory.getLogger(TokenEndpoint.class);
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    /** RFC 8693 writes an underscore, IUA a dash. */
    private static final Set<String> TOKEN_TYPES = Set.of(
            "urn:ietf:params:oauth:token-type:jwt", ACCESS_TOKEN, "urn:ietf:params:oauth:token-type:access-token");

    private final OAuthExchange exchange;
    private final Callers callers;
    private final AccessTokenSettings settings;
    private final RoutingTable table;
    private final ScopeCeilings ceilings;
    private final OwnTokens tokens;
    private final String resource;
    private final ClientKeys clients;
    private final ClientAssertions assertions;
    private final Optional<Professionals> professionals;
    private final Optional<CodeGrant> codes;
    private final InstantSource clock;

    TokenEndpoint(
            OAuthExchange exchange,
            Callers callers,
            AccessTokenSettings settings,
            RoutingTable table,
            ScopeCeilings ceilings,
            OwnTokens tokens,
            String resource,
            ClientKeys clients,
            ClientAssertions assertions,
            Optional<Professionals> professionals,
            Optional<CodeGrant> codes,
            InstantSource clock) {
        this.exchange = exchange;
        this.callers = callers;
        this.settings = settings;
        this.table = table;
        this.ceilings = ceilings;
        this.tokens = tokens;
        this.resource = resource;
        this.clients = clients;
        this.assertions = assertions;
        this.professionals = professionals;
        this.codes = codes;
        this.clock = clock;
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().equals(PATH);
    }

    @Override
    public void refuse(
            HttpServletRequest request, HttpServletResponse response, List<Issue> issues, OutcomeWriter outcomes)
            throws IOException {
        OAuthExchange.refuse(response, issues.getFirst().code());
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        exchange.answer(request, response, (client, form) -> grant(request, client, form));
    }

    private ObjectNode grant(HttpServletRequest request, Caller client, Form form) {
        Instant now = clock.instant();
        Partner partner = table.partner(client.partner())
                .orElseThrow(() -> new RefusedGrant(OAuthError.INVALID_CLIENT, "no such partner"));
        if (!settings.issuesTo(client.partner())) {
            throw new RefusedGrant(OAuthError.UNAUTHORIZED_CLIENT, "this client's tokens come from elsewhere");
        }
        wellFormed(client, form);
        Optional<StatedUntil> stated = authenticated(request, partner.id(), form, now);
        String grant = form.value("grant_type").orElse("");
        NewToken token = token(grant, partner, client, form, stated, now);
        token.acting().ifPresent(who -> credible(request, who.stated()));
        Duration life = tokens.life(token.acting(), now);
        String text = tokens.issue(token, now);
        String scopes = token.scopes().text();
        LOG.info("event=token-issued partner={} scope=\"{}\"", client.partner(), scopes);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("access_token", text).put("token_type", "Bearer");
        answer.put("expires_in", life.toSeconds()).put("scope", scopes);
        if (grant.equals(EXCHANGE)) {
            answer.put("issued_token_type", ACCESS_TOKEN);
        }
        return answer;
    }

    private NewToken token(
            String grant, Partner partner, Caller client, Form form, Optional<StatedUntil> stated, Instant now) {
        if (grant.equals(CODE)) {
            return codes.map(known -> known.token(client, form, stated, now)).orElseThrow(TokenEndpoint::unsupported);
        }
        Scopes scopes = scopes(partner, form);
        if (grant.equals(EXCHANGE)) {
            return new NewToken(
                    client.partner(),
                    client.thumbprint(),
                    scopes,
                    Optional.of(exchanged(client, form, stated, now)),
                    professionals.map(Professionals::name),
                    Optional.empty(),
                    Optional.empty());
        }
        return NewToken.of(client.partner(), client.thumbprint(), scopes, stated);
    }

    private static RefusedGrant unsupported() {
        return new RefusedGrant(OAuthError.UNSUPPORTED_GRANT_TYPE, "see grant_types_supported in the metadata");
    }

    private void wellFormed(Caller client, Form form) {
        String grant = form.value("grant_type")
                .orElseThrow(() -> new RefusedGrant(OAuthError.INVALID_REQUEST, "grant_type is missing"));
        if (!grant.equals(CLIENT_CREDENTIALS)
                && !(grant.equals(EXCHANGE) && professionals.isPresent())
                && !(grant.equals(CODE) && codes.isPresent())) {
            throw unsupported();
        }
        if (form.value("client_secret").isPresent()
                || form.value("client_id")
                        .filter(id -> !id.equals(client.partner().value()))
                        .isPresent()) {
            throw new RefusedGrant(
                    OAuthError.INVALID_CLIENT, "the client is the partner of this session's certificate");
        }
        if (form.value("resource").filter(asked -> !asked.equals(resource)).isPresent()
                || form.value("audience")
                        .filter(asked -> !asked.equals(resource))
                        .isPresent()) {
            throw new RefusedGrant(OAuthError.INVALID_TARGET, "tokens are for this gateway alone");
        }
        if (form.value("requested_token_type")
                .filter(asked -> !TOKEN_TYPES.contains(asked))
                .isPresent()) {
            throw new RefusedGrant(OAuthError.INVALID_REQUEST, "no such token type");
        }
    }

    /** By the certificate, which was asked for already; by an assertion as well, where one is sent: it must hold then. */
    private Optional<StatedUntil> authenticated(HttpServletRequest request, PartnerId partner, Form form, Instant now) {
        Optional<String> type = form.value("client_assertion_type");
        Optional<String> assertion = form.value("client_assertion");
        if (type.isEmpty() && assertion.isEmpty()) {
            return Optional.empty();
        }
        if (assertion.isEmpty() || type.filter(ASSERTION::equals).isEmpty()) {
            throw new RefusedGrant(OAuthError.INVALID_CLIENT, "client_assertion and its type belong together");
        }
        PublicKey session = Callers.chain(request).getFirst().getPublicKey();
        return switch (assertions.judge(assertion.get(), partner, clients.of(partner, session), now)) {
            case ClientAssertions.Judged.Rejected(ClientAssertions.Fault fault) ->
                throw new RefusedGrant(OAuthError.INVALID_CLIENT, "client_assertion: " + fault);
            case ClientAssertions.Judged.Accepted(Optional<StatedUntil> stated) -> stated;
        };
    }

    /** RFC 8693: the token of a professional for one of ours, which says who acts; nobody acts for that professional in turn. */
    private StatedUntil exchanged(Caller client, Form form, Optional<StatedUntil> stated, Instant now) {
        if (form.value("actor_token").isPresent()
                || form.value("subject_token_type").filter(ACCESS_TOKEN::equals).isEmpty()) {
            throw new RefusedGrant(
                    OAuthError.INVALID_REQUEST, "a subject_token that is an access token, and no actor_token");
        }
        String subject = form.value("subject_token")
                .orElseThrow(() -> new RefusedGrant(OAuthError.INVALID_REQUEST, "subject_token is missing"));
        return professionals
                .map(known -> known.acting(subject, client, stated, now))
                .orElseThrow(TokenEndpoint::unsupported);
    }

    /** What contradicts the certificate or the directory gets no token, rather than one that no request accepts. */
    private void credible(HttpServletRequest request, Stated stated) {
        try {
            callers.require(request, Authority.stating(Optional.of(stated)));
        } catch (Refused contradicted) {
            if (contradicted.code() != FailureCode.STATEMENT_INVALID) {
                throw contradicted;
            }
            throw new RefusedGrant(
                    OAuthError.INVALID_REQUEST,
                    contradicted.code().code() + ": what is said of who acts does not fit the certificate");
        }
    }

    private Scopes scopes(Partner partner, Form form) {
        Scopes asked = Scopes.of(form.value("scope").orElse(""));
        Scopes granted = asked.within(partner.may()).within(ceilings.of(partner.id()));
        if (!asked.areAllKnown() || granted.isEmpty()) {
            throw new RefusedGrant(
                    OAuthError.INVALID_SCOPE, "scopes that are known here, one of them within rights and ceiling");
        }
        return granted;
    }
}
