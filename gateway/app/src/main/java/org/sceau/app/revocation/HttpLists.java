package org.sceau.app.revocation;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sceau.trust.ListExchange;
import org.sceau.trust.OcspExchange;
import org.sceau.trust.TrustFiles;

/**
 * Revocation lists (RFC 5280 section 4.2.1.13, RFC 9110 section 13), written to a file as they come, and answers of
 * responders (RFC 6960 appendix A) over HTTP. They vouch for themselves, so plain HTTP will do; HTTPS is judged by the
 * platform's own anchors, without a certificate of ours. Redirects are not followed. Thread-safe.
 */
public final class HttpLists implements ListExchange, OcspExchange, AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;

    private final HttpClient client;
    private final Duration answer;

    private HttpLists(HttpClient client, Duration answer) {
        this.client = client;
        this.answer = answer;
    }

    /** A client that waits {@code answer} at most from the first byte sent to the last one received. */
    public static HttpLists create(Duration answer) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(answer)
                .build();
        return new HttpLists(client, answer);
    }

    @Override
    public Answer get(URI address, Version last, Path into) throws IOException {
        CompletableFuture<HttpResponse<Path>> sent = client.sendAsync(
                request(address, last),
                head -> head.statusCode() == OK
                        ? BodyHandlers.limiting(
                                        BodyHandlers.ofFile(into, CREATE, WRITE, TRUNCATE_EXISTING),
                                        TrustFiles.MAXIMUM_LIST_BYTES)
                                .apply(head)
                        : BodySubscribers.replacing(into));
        HttpResponse<Path> response = awaited(sent);
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
        HttpResponse<byte[]> response = awaited(client.sendAsync(question, handler));
        if (response.statusCode() != OK) {
            throw new IOException("status " + response.statusCode());
        }
        return response.body();
    }

    private <T> HttpResponse<T> awaited(CompletableFuture<HttpResponse<T>> sent) throws IOException {
        try {
            return sent.get(answer.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("no answer", e.getCause());
        } catch (TimeoutException e) {
            throw new InterruptedIOException("no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        } finally {
            sent.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
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
