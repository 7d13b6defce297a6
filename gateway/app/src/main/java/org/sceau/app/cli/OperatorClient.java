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

/** Calls the operator interface on the management port of a running gateway. */
final class OperatorClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String base;

    OperatorClient(String base) {
        this.base = base;
    }

    JsonNode get(String path) throws CommandFailed, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).GET());
    }

    JsonNode post(String path) throws CommandFailed, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + path)).POST(BodyPublishers.noBody()));
    }

    /** Posts, and keeps the answer in a file: aside first, moved into place when it is whole. */
    void post(String path, Path file) throws CommandFailed, InterruptedException {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            HttpResponse<Path> response = http.send(
                    HttpRequest.newBuilder(URI.create(base + path))
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

    /** The bytes of a page. */
    byte[] bytes(String path) throws CommandFailed, InterruptedException {
        return read(path, InputStream::readAllBytes);
    }

    /** Gives a page to {@code reader} while it arrives, however large. */
    <T> T read(String path, Reader<T> reader) throws CommandFailed, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            HttpResponse<InputStream> response =
                    http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofInputStream());
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

    private JsonNode send(HttpRequest.Builder request) throws CommandFailed, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            HttpResponse<String> response = http.send(
                    request.timeout(Duration.ofSeconds(30))
                            .header("X-Sceau-Operator", System.getProperty("user.name", "operator"))
                            .build(),
                    BodyHandlers.ofString());
            require(response.statusCode());
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "operator-unreachable", base);
        }
    }

    private static void require(int status) throws CommandFailed {
        switch (status) {
            case 200, 202 -> {}
            case 403 -> throw new CommandFailed(ExitCode.NOT_PERMITTED, "operator-not-permitted");
            case 404 -> throw new CommandFailed(ExitCode.NOT_FOUND, "operator-not-found");
            case 409 -> throw new CommandFailed(ExitCode.CONFLICT, "operator-conflict");
            default -> throw new CommandFailed(ExitCode.INTERNAL, "operator-status", status);
        }
    }
}
