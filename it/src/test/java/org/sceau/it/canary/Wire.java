package org.sceau.it.canary;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** Asks as a partner does and keeps every answer that is an error, headers included. Not thread-safe. */
final class Wire implements AutoCloseable {
    static final String JSON = "application/fhir+json";
    static final String XML = "application/fhir+xml";

    private final HttpClient http;
    private final URI base;
    private final List<ErrorAnswer> errors = new ArrayList<>();

    Wire(URI base, SSLContext tls) {
        this.base = base;
        this.http = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** An answer that was not success: what was asked, and everything that came back. */
    record ErrorAnswer(String asked, int status, String text) {}

    HttpResponse<byte[]> get(String path, String accept) throws IOException, InterruptedException {
        return send(
                path,
                request(URI.create(base + path)).header("Accept", accept).GET().build());
    }

    HttpResponse<byte[]> getStating(String path, String statement) throws IOException, InterruptedException {
        return send(
                "a read with a statement",
                request(URI.create(base + path))
                        .header("Accept", JSON)
                        .header("Authorization", statement)
                        .GET()
                        .build());
    }

    /** To the authorization server, which stands beside the FHIR endpoint. */
    HttpResponse<byte[]> postForm(String path, String form) throws IOException, InterruptedException {
        return send(
                "a form to " + path,
                request(base.resolve(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    HttpResponse<byte[]> getUrl(String url, String accept) throws IOException, InterruptedException {
        return send(
                "a document",
                request(URI.create(url)).header("Accept", accept).GET().build());
    }

    HttpResponse<byte[]> post(String asked, String path, String contentType, byte[] body)
            throws IOException, InterruptedException {
        String accept = contentType.equals(XML) ? XML : JSON;
        return send(
                asked,
                request(URI.create(base + path))
                        .header("Content-Type", contentType)
                        .header("Accept", accept)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build());
    }

    List<ErrorAnswer> errors() {
        return List.copyOf(errors);
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<byte[]> send(String asked, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() >= 400) {
            String text = response.headers().map() + "\n" + new String(response.body(), StandardCharsets.UTF_8);
            errors.add(new ErrorAnswer(asked, response.statusCode(), text));
        }
        return response;
    }

    @Override
    public void close() {
        http.close();
    }
}
