package org.sceau.app.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * One interaction that the gateway answers itself, before HAPI sees the request. Thread-safe. It may throw
 * {@link org.sceau.failure.GatewayException}; the {@link Door} makes the answer.
 */
public interface Endpoint {
    /** Whether this request is its business; looks at method, path and headers only. */
    boolean takes(HttpServletRequest request);

    /** Answers it. */
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
