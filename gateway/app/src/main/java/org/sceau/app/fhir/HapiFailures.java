package org.sceau.app.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.sceau.app.http.ErrorAnswers;
import org.sceau.app.http.OutcomeWriter;
import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what HAPI refuses with an outcome of our catalogue; the text of its exceptions, which quotes input, is dropped. */
@Interceptor
public final class HapiFailures {
    private static final Logger LOG = LoggerFactory.getLogger(HapiFailures.class);

    private final OutcomeWriter outcomes;

    HapiFailures(OutcomeWriter outcomes) {
        this.outcomes = outcomes;
    }

    /** Takes over the answer; called by HAPI. */
    @Hook(Pointcut.SERVER_HANDLE_EXCEPTION)
    public boolean answer(
            ServletRequestDetails details,
            BaseServerResponseException failure,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        outcomes.write(request, response, issues(failure));
        return false;
    }

    private static List<Issue> issues(BaseServerResponseException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused.issues();
            }
            if (cause instanceof GatewayException known) {
                return List.of(Issue.of(known.code()));
            }
        }
        FailureCode code = ErrorAnswers.code(failure.getStatusCode());
        if (code == FailureCode.INTERNAL) {
            Throwable origin = failure.getCause() == null ? failure : failure.getCause();
            LOG.error("event=request-broken kind={} at={}", origin.getClass().getName(), place(origin));
        }
        return List.of(Issue.of(code));
    }

    private static String place(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "unknown" : trace[0].toString();
    }
}
