package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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

    private JsonNode send(HttpRequest.Builder request) throws CommandFailed, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build()) {
            HttpResponse<String> response = http.send(
                    request.timeout(Duration.ofSeconds(30))
                            .header("X-Sceau-Operator", System.getProperty("user.name", "operator"))
                            .build(),
                    BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200, 202 -> JSON.readTree(response.body());
                case 404 -> throw new CommandFailed(ExitCode.NOT_FOUND, "operator-not-found");
                case 409 -> throw new CommandFailed(ExitCode.CONFLICT, "operator-conflict");
                default -> throw new CommandFailed(ExitCode.INTERNAL, "operator-status", response.statusCode());
            };
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "operator-unreachable", base);
        }
    }
}
