package org.sceau.app.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.sceau.app.http.Endpoint;
import org.sceau.identity.Caller;
import org.sceau.oauth.AccessToken;
import org.sceau.oauth.AccessTokens;
import org.sceau.oauth.Jwt;

/**
 * ITI-102 Introspect Token (RFC 7662): what a token is worth to the partner that asks, in the session in which it asks. Another's
 * token, and one bound to another certificate, is as unknown as none. Thread-safe.
 */
public final class IntrospectionEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/oauth/introspect";

    private final OAuthExchange exchange;
    private final AccessTokens tokens;
    private final InstantSource clock;

    IntrospectionEndpoint(OAuthExchange exchange, AccessTokens tokens, InstantSource clock) {
        this.exchange = exchange;
        this.tokens = tokens;
        this.clock = clock;
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        return request.getMethod().equals("POST") && request.getRequestURI().equals(PATH);
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        exchange.answer(request, response, this::introspected);
    }

    private ObjectNode introspected(Caller client, Form form) {
        String text =
                form.value("token").orElseThrow(() -> new RefusedGrant(OAuthError.INVALID_REQUEST, "token is missing"));
        return Jwt.read(text)
                .map(jwt -> tokens.judge(jwt, client.thumbprint(), clock.instant()))
                .map(judged -> switch (judged) {
                    case AccessTokens.Judged.Valid(AccessToken token)
                    when token.issuer().holders().contains(client.partner()) -> active(client, token);
                    default -> inactive();
                })
                .orElseGet(IntrospectionEndpoint::inactive);
    }

    private static ObjectNode inactive() {
        return JsonNodeFactory.instance.objectNode().put("active", false);
    }

    private static ObjectNode active(Caller client, AccessToken token) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.put("active", true).put("token_type", "Bearer");
        answer.put("iss", token.issuer().issuer()).put("client_id", token.client());
        answer.put("scope", token.scopes().text());
        answer.put("exp", token.validity().ends().getEpochSecond());
        token.validity().issued().ifPresent(issued -> answer.put("iat", issued.getEpochSecond()));
        answer.putObject("cnf").put("x5t#S256", client.thumbprint().base64Url());
        return answer;
    }
}
