package org.sceau.app.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands each request to the endpoint whose business it is, or on to HAPI, and turns whatever fails into an
 * OperationOutcome. The text of an exception is never passed on: it may quote what was sent.
 */
final class Door implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final List<Endpoint> endpoints;
    private final OutcomeWriter outcomes;

    Door(List<Endpoint> endpoints, OutcomeWriter outcomes) {
        this.endpoints = List.copyOf(endpoints);
        this.outcomes = outcomes;
    }

    @Override
    public void doFilter(ServletRequest untypedRequest, ServletResponse untypedResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) untypedRequest;
        var response = (HttpServletResponse) untypedResponse;
        SecurityHeaders.set(response);
        for (Endpoint endpoint : endpoints) {
            if (endpoint.takes(request)) {
                answer(endpoint, request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void answer(Endpoint endpoint, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            endpoint.answer(request, response);
        } catch (BrokenBody e) {
            LOG.info("event=request-broken-off");
            throw e;
        } catch (Refused e) {
            outcomes.write(request, response, e.issues());
        } catch (GatewayException e) {
            LOG.warn("event=request-failed code={}", e.code().code());
            outcomes.write(request, response, List.of(Issue.of(e.code())));
        } catch (RuntimeException e) {
            LOG.error("event=request-broken kind={} at={}", e.getClass().getName(), origin(e));
            outcomes.write(request, response, List.of(Issue.of(FailureCode.INTERNAL)));
        }
    }

    /** Where in the program it broke: class and line say enough to find it and nothing of the request. */
    private static String origin(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "unknown" : trace[0].toString();
    }
}
