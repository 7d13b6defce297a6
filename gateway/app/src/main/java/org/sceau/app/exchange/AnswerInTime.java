package org.sceau.app.exchange;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sceau.trust.TlsContexts;

/**
 * Asks over HTTP and waits no longer than stated for a whole answer. For answers that vouch for themselves, so plain HTTP
 * will do; HTTPS is judged by the platform's own anchors, without a certificate of ours. Redirects are not followed.
 * Thread-safe.
 */
public final class AnswerInTime implements AutoCloseable {
    private final HttpClient client;
    private final Duration answer;

    private AnswerInTime(HttpClient client, Duration answer) {
        this.client = client;
        this.answer = answer;
    }

    /** Waits {@code answer} at most from the first byte sent to the last one received. */
    public static AnswerInTime of(Duration answer) {
        HttpClient client = HttpClient.newBuilder()
                .sslParameters(TlsContexts.clientParameters())
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(answer)
                .build();
        return new AnswerInTime(client, answer);
    }

    /** The answer, whatever its status; throws when there is none in time. The handler MUST bound the size. */
    public <T> HttpResponse<T> ask(HttpRequest request, BodyHandler<T> handler) throws IOException {
        CompletableFuture<HttpResponse<T>> sent = client.sendAsync(request, handler);
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
}
