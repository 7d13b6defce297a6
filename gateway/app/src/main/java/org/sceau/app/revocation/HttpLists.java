package org.sceau.app.revocation;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.time.Duration;
import org.sceau.app.exchange.AnswerInTime;
import org.sceau.trust.ListExchange;
import org.sceau.trust.OcspExchange;
import org.sceau.trust.TrustFiles;

/**
 * Revocation lists (RFC 5280 section 4.2.1.13, RFC 9110 section 13), written to a file as they come, and answers of
 * responders (RFC 6960 appendix A) over HTTP. Thread-safe.
 */
public final class HttpLists implements ListExchange, OcspExchange, AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final AnswerInTime http;

    private HttpLists(AnswerInTime http) {
        this.http = http;
    }

    /** Waits {@code answer} at most from the first byte sent to the last one received. */
    public static HttpLists create(Duration answer) {
        return new HttpLists(AnswerInTime.of(answer));
    }

    @Override
    public Answer get(URI address, Version last, Path into) throws IOException {
        HttpResponse<Path> response = http.ask(
                request(address, last),
                head -> head.statusCode() == OK
                        ? BodyHandlers.limiting(
                                        BodyHandlers.ofFile(into, CREATE, WRITE, TRUNCATE_EXISTING),
                                        TrustFiles.MAXIMUM_LIST_BYTES)
                                .apply(head)
                        : BodySubscribers.replacing(into));
        return switch (response.statusCode()) {
            case OK -> new Answer.Changed(new Version(header(response, "ETag"), header(response, "Last-Modified")));
            case NOT_MODIFIED -> new Answer.Unchanged();
            default -> throw new IOException("status " + response.statusCode());
        };
    }

    @Override
    public byte[] ask(URI address, byte[] request) throws IOException {
        HttpRequest question = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/ocsp-request")
                .header("Accept", "application/ocsp-response")
                .POST(BodyPublishers.ofByteArray(request))
                .build();
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), OcspExchange.MAXIMUM_BYTES);
        HttpResponse<byte[]> response = http.ask(question, handler);
        if (response.statusCode() != OK) {
            throw new IOException("status " + response.statusCode());
        }
        return response.body();
    }

    @Override
    public void close() {
        http.close();
    }

    private static HttpRequest request(URI address, Version last) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).GET();
        if (!last.tag().isEmpty()) {
            request.header("If-None-Match", last.tag());
        }
        if (!last.modified().isEmpty()) {
            request.header("If-Modified-Since", last.modified());
        }
        return request.build();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
