package org.sceau.app.time;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.sceau.app.exchange.AnswerInTime;
import org.sceau.timestamp.TsaExchange;

/** Time-stamps over HTTP (RFC 3161 section 3.4). Thread-safe. */
public final class HttpTsa implements TsaExchange, AutoCloseable {
    private final AnswerInTime http;

    private HttpTsa(AnswerInTime http) {
        this.http = http;
    }

    /** Waits {@code answer} at most from the first byte sent to the last one received. */
    public static HttpTsa create(Duration answer) {
        return new HttpTsa(AnswerInTime.of(answer));
    }

    @Override
    public byte[] post(URI address, byte[] query) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Content-Type", QUERY)
                .header("Accept", REPLY)
                .POST(BodyPublishers.ofByteArray(query))
                .build();
        var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_REPLY);
        HttpResponse<byte[]> response = http.ask(request, handler);
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode());
        }
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(REPLY)) {
            throw new IOException("another media type");
        }
        return response.body();
    }

    @Override
    public void close() {
        http.close();
    }
}
