package org.sceau.app.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sceau.failure.Issue;
import org.sceau.transfer.TransferId;

/**
 * One interaction that the gateway answers itself, before HAPI sees the request. Thread-safe. It may throw
 * {@link org.sceau.failure.GatewayException}; the {@link Door} makes the answer.
 */
public interface Endpoint {
    /** Whether this request is its business; looks at method, path and headers only. */
    boolean takes(HttpServletRequest request);

    /** Answers it. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;

    /** A new id for what is handed in here, under which its refusal is entered; empty where nothing is handed in. */
    default Optional<TransferId> handedIn() {
        return Optional.empty();
    }

    /** Answers what was refused before it was looked at, in the form of this interface: an OperationOutcome by {@code outcomes}. */
    default void refuse(
            HttpServletRequest request, HttpServletResponse response, List<Issue> issues, OutcomeWriter outcomes)
            throws IOException {
        outcomes.write(request, response, issues);
    }
}
