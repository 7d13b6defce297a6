package org.sceau.app.oauth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sceau.app.http.Callers;
import org.sceau.app.http.HttpLimits;
import org.sceau.app.http.Negotiation;
import org.sceau.app.http.TimedBody;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Authority;
import org.sceau.identity.Caller;
import org.sceau.routes.Allowance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What token endpoint and introspection have in common: a partner by the certificate of its session ({@code tls_client_auth},
 * RFC 8705 section 2.1), as often as its allowance lets it, a form, an answer in JSON. Thread-safe.
 */
final class OAuthExchange {
    /** Bytes of a body: an assertion of the longest kind and its parameters. */
    static final int MOST_BYTES = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(OAuthExchange.class);
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final String RETRY_SECONDS = "5";

    private final Callers callers;
    private final Allowance allowance;
    private final HttpLimits limits;

    OAuthExchange(Callers callers, Allowance allowance, HttpLimits limits) {
        this.callers = callers;
        this.allowance = allowance;
        this.limits = limits;
    }

    /** What is made of a form. */
    @FunctionalInterface
    interface Answering {
        ObjectNode answer(Caller client, Form form);
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Answering answering) throws IOException {
        Optional<Caller> client = Optional.empty();
        try {
            client = Optional.of(client(request));
            write(response, HttpServletResponse.SC_OK, answering.answer(client.get(), form(request)));
        } catch (RefusedGrant refused) {
            // who is no partner has no allowance that would keep the log from growing
            client.ifPresent(known -> LOG.info(
                    "event=grant-refused partner={} error={} reason=\"{}\"",
                    known.partner(),
                    refused.error().word(),
                    refused.description()));
            if (refused.error() == OAuthError.INVALID_CLIENT && byPassword(request)) {
                response.setHeader("WWW-Authenticate", "Basic realm=\"sceau\"");
            }
            fail(response, refused.error().status(), refused.error().word(), refused.description());
        } catch (Refused refused) {
            refuse(response, refused.code());
        }
    }

    /** What every endpoint refuses for, as a client of OAuth can read it. */
    static void refuse(HttpServletResponse response, FailureCode code) throws IOException {
        boolean later =
                code == FailureCode.RATE_LIMITED || code.httpStatus() == HttpServletResponse.SC_SERVICE_UNAVAILABLE;
        if (later) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        OAuthError error = switch (code.httpStatus()) {
            case HttpServletResponse.SC_UNAUTHORIZED -> OAuthError.INVALID_CLIENT;
            default -> later ? OAuthError.TEMPORARILY_UNAVAILABLE : OAuthError.INVALID_REQUEST;
        };
        fail(response, code.httpStatus(), error.word(), code.code());
    }

    private static void fail(HttpServletResponse response, int status, String error, String description)
            throws IOException {
        // of what was not read to its end nothing more is
        response.setHeader("Connection", "close");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("error", error).put("error_description", description);
        write(response, status, body);
    }

    /** Who presents the certificate of this session; what the header says beside it is no authentication here. */
    private Caller client(HttpServletRequest request) {
        Caller client;
        try {
            client = callers.require(request, Authority.NONE);
        } catch (Refused unknown) {
            if (unknown.code().httpStatus() != HttpServletResponse.SC_UNAUTHORIZED) {
                throw unknown;
            }
            throw new RefusedGrant(
                    OAuthError.INVALID_CLIENT,
                    unknown.code().code() + ": the certificate of this session is not a partner's in force");
        }
        if (!allowance.take(client.partner())) {
            throw new Refused(FailureCode.RATE_LIMITED);
        }
        return client;
    }

    private Form form(HttpServletRequest request) throws IOException {
        if (byPassword(request)) {
            throw new RefusedGrant(
                    OAuthError.INVALID_CLIENT, "the client is the partner of this session's certificate");
        }
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        if (!Negotiation.mediaType(type).equals(FORM)
                || request.getQueryString() != null
                || request.getHeader("Authorization") != null) {
            throw new RefusedGrant(
                    OAuthError.INVALID_REQUEST, "parameters stand in a form, and nothing in address or Authorization");
        }
        var body = new TimedBody(request.getInputStream(), limits, System::nanoTime);
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new Refused(FailureCode.TOO_LARGE);
        }
        return Form.read(bytes)
                .orElseThrow(() -> new RefusedGrant(OAuthError.INVALID_REQUEST, "the form is malformed"));
    }

    /** RFC 6749 section 2.3.1; who tries is told so by the same scheme (section 5.2). */
    private static boolean byPassword(HttpServletRequest request) {
        String header = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        return header.regionMatches(true, 0, "Basic ", 0, "Basic ".length());
    }

    /** RFC 6749 section 5.1; the door has set {@code Cache-Control: no-store}. */
    static void write(HttpServletResponse response, int status, ObjectNode answer) throws IOException {
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setHeader("Pragma", "no-cache");
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
