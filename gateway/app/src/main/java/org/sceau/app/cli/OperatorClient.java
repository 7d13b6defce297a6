package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Calls the operator interface on the management port of a running gateway. */
final class OperatorClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The most bytes of a JSON answer: a transfer's receipts, all of them, are the largest. */
    private static final long MOST_JSON_BYTES = 64L << 20;

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String base;
    private final Optional<String> token;
    private final Duration patience;

    /**
     * Calls the port there.
     *
     * @param token of the run; without one only what is open is answered
     * @param patience how long a whole answer may take
     */
    OperatorClient(String base, Optional<String> token, Duration patience) {
        this.base = base;
        this.token = token;
        this.patience = patience;
    }

    JsonNode get(String path) throws CommandFailed, InterruptedException {
        return send(request(path).GET());
    }

    JsonNode post(String path) throws CommandFailed, InterruptedException {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    /** Posts, and keeps the answer in a file: aside first, moved into place when it is whole. */
    void post(String path, Path file) throws CommandFailed, InterruptedException {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            HttpResponse<Path> response = http.send(
                    request(path)
                            .POST(BodyPublishers.noBody())
                            .header("X-Sceau-Operator", System.getProperty("user.name", "operator"))
                            .build(),
                    answer -> answer.statusCode() == 200
                            ? BodySubscribers.ofFile(aside)
                            : BodySubscribers.replacing(aside));
            require(response.statusCode());
            Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "operator-unreachable", base);
        }
    }

    /** The bytes of a page of at most {@code most}. */
    byte[] bytes(String path, long most) throws CommandFailed, InterruptedException {
        return exchange(request(path), most);
    }

    /** Gives a page to {@code reader} while it arrives, however large. */
    <T> T read(String path, Reader<T> reader) throws CommandFailed, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            HttpResponse<InputStream> response =
                    http.send(request(path).timeout(patience).build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                require(response.statusCode());
                return reader.read(body);
            }
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "operator-unreachable", base);
        }
    }

    /** Takes what a page holds. */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream body) throws IOException;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private JsonNode send(HttpRequest.Builder request) throws CommandFailed, InterruptedException {
        request.header("X-Sceau-Operator", System.getProperty("user.name", "operator"));
        try {
            return JSON.readTree(exchange(request, MOST_JSON_BYTES));
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "operator-unreachable", base);
        }
    }

    /** The timeout of a request ends with the headers of its answer; this one is of the whole. */
    private byte[] exchange(HttpRequest.Builder request, long most) throws CommandFailed, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
        try {
            HttpResponse<byte[]> response = http.sendAsync(
                            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), most))
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            require(response.statusCode());
            return response.body();
        } catch (ExecutionException | TimeoutException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "operator-unreachable", base);
        } finally {
            http.shutdownNow();
        }
    }

    private static void require(int status) throws CommandFailed {
        switch (status) {
            case 200, 202 -> {}
            case 401 -> throw new CommandFailed(ExitCode.NOT_PERMITTED, "operator-token-refused");
            case 403 -> throw new CommandFailed(ExitCode.NOT_PERMITTED, "operator-not-permitted");
            case 404 -> throw new CommandFailed(ExitCode.NOT_FOUND, "operator-not-found");
            case 409 -> throw new CommandFailed(ExitCode.CONFLICT, "operator-conflict");
            default -> throw new CommandFailed(ExitCode.INTERNAL, "operator-status", status);
        }
    }
}
