package org.sceau.app.http;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.sceau.document.Outcomes;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Language;
import org.sceau.intake.Format;

/** Answers what Jetty itself refuses (a broken request line, headers too large) as an OperationOutcome, without its text. */
public final class ErrorAnswers implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        FailureCode code = code(response.getStatus());
        byte[] body = Outcomes.refusal(List.of(Issue.of(code)), Language.FRENCH, Format.JSON);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Format.JSON.mediaType());
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    /** The code for a status that came without one. */
    public static FailureCode code(int status) {
        return switch (status) {
            case 401 -> FailureCode.CERTIFICATE_REQUIRED;
            case 403 -> FailureCode.NOT_PERMITTED;
            case 404 -> FailureCode.NOT_FOUND;
            case 405 -> FailureCode.METHOD_NOT_ALLOWED;
            case 406 -> FailureCode.NOT_ACCEPTABLE;
            case 408 -> FailureCode.TOO_SLOW;
            case 410 -> FailureCode.GONE;
            case 413, 414, 431 -> FailureCode.TOO_LARGE;
            case 415 -> FailureCode.MEDIA_TYPE_UNSUPPORTED;
            case 429 -> FailureCode.RATE_LIMITED;
            case 503 -> FailureCode.OVERLOADED;
            default -> status < 500 ? FailureCode.SYNTAX_INVALID : FailureCode.INTERNAL;
        };
    }
}
