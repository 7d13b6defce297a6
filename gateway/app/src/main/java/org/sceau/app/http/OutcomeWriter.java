package org.sceau.app.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.sceau.document.Outcomes;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.intake.Format;

/** Answers a failed request: the status of its gravest issue and one OperationOutcome in the format asked for. Thread-safe. */
public final class OutcomeWriter {
    /** Bytes of an unread body that are read and thrown away so that the client gets to see the answer: 1 MiB. */
    private static final int DRAINED_BYTES = 1 << 20;

    private static final long DRAINING_NANOS = 2_000_000_000;

    private static final String RETRY_SECONDS = "5";

    private final Challenge challenge;

    /** Tells who needs an access token where to get one by {@code challenge}. */
    public OutcomeWriter(Challenge challenge) {
        this.challenge = challenge;
    }

    /** Writes the whole answer; does nothing to a response already under way but to break it off. */
    public void write(HttpServletRequest request, HttpServletResponse response, List<Issue> issues) throws IOException {
        if (response.isCommitted()) {
            throw new IOException("the answer was under way when it failed");
        }
        FailureCode first = issues.getFirst().code();
        response.resetBuffer();
        drain(request, response, first);
        Format format = Negotiation.accept(request);
        byte[] body = Outcomes.refusal(issues, Negotiation.language(request), format);
        response.setStatus(first.httpStatus());
        if (first.httpStatus() == HttpServletResponse.SC_SERVICE_UNAVAILABLE || first == FailureCode.RATE_LIMITED) {
            response.setHeader("Retry-After", RETRY_SECONDS);
        }
        challenge.of(issues.getFirst()).ifPresent(value -> response.setHeader("WWW-Authenticate", value));
        response.setContentType(format.mediaType() + ";charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void drain(HttpServletRequest request, HttpServletResponse response, FailureCode failure) {
        boolean waits =
                failure.httpStatus() == HttpServletResponse.SC_UNAUTHORIZED && request.getHeader("Expect") != null;
        if (failure == FailureCode.TOO_SLOW || waits) { // who waits to be asked for its body has sent none
            response.setHeader("Connection", "close");
            return;
        }
        try {
            var body = request.getInputStream();
            byte[] waste = new byte[8192];
            int left = DRAINED_BYTES;
            int count = 0;
            long start = System.nanoTime();
            while (left > 0 && count >= 0 && System.nanoTime() - start < DRAINING_NANOS) {
                count = body.read(waste);
                left -= Math.max(0, count);
            }
            if (count >= 0) {
                response.setHeader("Connection", "close");
            }
        } catch (IOException | IllegalStateException e) {
            response.setHeader("Connection", "close");
        }
    }
}
