package org.sceau.app.time;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sceau.timestamp.TsaExchange;

/**
 * Time-stamps over HTTP (RFC 3161 section 3.4). An answer vouches for itself, so plain HTTP will do; HTTPS is judged by the
 * platform's own anchors, without a certificate of ours. Redirects are not followed. Thread-safe.
 */
public final class HttpTsa implements TsaExchange, AutoCloseable {
    private final HttpClient client;
    private final Duration answer;

    private HttpTsa(HttpClient client, Duration answer) {
        this.client = client;
        this.answer = answer;
    }

    /** A client that waits {@code answer} at most from the first byte sent to the last one received. */
    public static HttpTsa create(Duration answer) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(answer)
                .build();
        return new HttpTsa(client, answer);
    }

    @Override
    public byte[] post(URI address, byte[] query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", QUERY)
                .header("Accept", REPLY)
                .POST(BodyPublishers.ofByteArray(query))
                .build();
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_REPLY);
        CompletableFuture<HttpResponse<byte[]>> sent = client.sendAsync(request, handler);
        try {
            HttpResponse<byte[]> response = sent.get(answer.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("status " + response.statusCode());
            }
            String type = response.headers().firstValue("Content-Type").orElse("");
            if (!type.split(";", 2)[0].strip().equalsIgnoreCase(REPLY)) {
                throw new IOException("another media type");
            }
            return response.body();
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
