package org.sceau.app.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.sceau.app.http.Endpoint;
import org.sceau.app.http.OutcomeWriter;
import org.sceau.failure.Issue;
import org.sceau.identity.Caller;
import org.sceau.oauth.Introspection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ITI-102 Introspect Token (RFC 7662): what a token is worth, to the partner whose it is and to resource servers. Whatever is
 * not told of is as unknown as none. Thread-safe.
 */
public final class IntrospectionEndpoint implements Endpoint {
    /** Where it is. */
    public static final String PATH = "/oauth/introspect";

    private static final Logger LOG = LoggerFactory.getLogger(IntrospectionEndpoint.class);

    private final OAuthExchange exchange;
    private final Introspection introspection;
    private final InstantSource clock;

    IntrospectionEndpoint(OAuthExchange exchange, Introspection introspection, InstantSource clock) {
        this.exchange = exchange;
        this.introspection = introspection;
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
        exchange.answer(request, response, this::introspected);
    }

    private ObjectNode introspected(Caller asker, Form form) {
        String text =
                form.value("token").orElseThrow(() -> new RefusedGrant(OAuthError.INVALID_REQUEST, "token is missing"));
        Optional<ObjectNode> told = introspection.of(text, asker, clock.instant());
        LOG.info(
                "event=token-introspected partner={} active={} client={}",
                asker.partner(),
                told.isPresent(),
                told.map(answer -> answer.path("client_id").asText()).orElse("-"));
        return told.orElseGet(() -> JsonNodeFactory.instance.objectNode().put("active", false));
    }
}
