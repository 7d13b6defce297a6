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
 * OperationOutcome. The text of an exception is never passed on: it may quote what was sent. A partner whose certificate does
 * not stand gets a signed refusal whatever it asks for, before any endpoint sees the request. Thread-safe.
 */
public final class Door implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private final List<Endpoint> endpoints;
    private final Callers callers;
    private final Refusals refusals;
    private final OutcomeWriter outcomes;

    /** Asks {@code endpoints} in order, before HAPI. */
    public Door(List<Endpoint> endpoints, Callers callers, Refusals refusals, OutcomeWriter outcomes) {
        this.endpoints = List.copyOf(endpoints);
        this.callers = callers;
        this.refusals = refusals;
        this.outcomes = outcomes;
    }

    @Override
    public void doFilter(ServletRequest untypedRequest, ServletResponse untypedResponse, FilterChain chain)
            throws IOException {
        var request = (HttpServletRequest) untypedRequest;
        var response = (HttpServletResponse) untypedResponse;
        SecurityHeaders.set(response);
        Endpoint endpoint =
                endpoints.stream().filter(one -> one.takes(request)).findFirst().orElseGet(() -> new Hapi(chain));
        answer(endpoint, request, response);
    }

    /** What is left. */
    private record Hapi(FilterChain chain) implements Endpoint {
        @Override
        public boolean takes(HttpServletRequest request) {
            return true;
        }

        @Override
        public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
            try {
                chain.doFilter(request, response);
            } catch (ServletException e) {
                throw new IllegalStateException("the servlet broke", e);
            }
        }
    }

    private void answer(Endpoint endpoint, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            callers.bar(request);
            endpoint.answer(request, response);
        } catch (CallerRefused e) {
            refusals.enter(e, endpoint.handedIn(), response);
            endpoint.refuse(request, response, e.issues(), outcomes);
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
