package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sceau.failure.FailureCode;
import picocli.CommandLine.Option;

/** Which gateway: the directory that {@code init} made. */
final class GatewayDirectory {
    /** Written by {@code up}, removed when it ends. */
    static final String ENDPOINTS = "endpoints.json";

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final int MOST_BYTES = 256;

    @Option(
            names = {"-d", "--dir"},
            paramLabel = "DIR",
            defaultValue = "${env:SCEAU_DIR:-.}",
            descriptionKey = "dir")
    private Path directory = Path.of(".");

    Path path() {
        return directory;
    }

    /** The addresses of the running gateway. */
    JsonNode endpoints() throws CommandFailed {
        Path data = directory.resolve("data");
        Path file = data.resolve(ENDPOINTS);
        if (Files.isDirectory(data) && !Files.isExecutable(data)) {
            throw unreadable(data);
        }
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "not-running", directory);
        }
        try {
            return SceauCommand.JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.UNREACHABLE, "not-running", directory);
        }
    }

    /** A client of the running gateway's operator interface. */
    OperatorClient operator() throws CommandFailed {
        return operator(OperatorClient.PATIENCE);
    }

    /** The same, with another patience. */
    OperatorClient operator(Duration patience) throws CommandFailed {
        JsonNode endpoints = endpoints();
        Path file = Path.of(endpoints.path("operatorTokenFile").asText());
        return new OperatorClient(endpoints.path("management").asText(), Optional.of(token(file)), patience);
    }

    private static String token(Path file) throws CommandFailed {
        try (InputStream in = Files.newInputStream(file)) {
            String token = new String(in.readNBytes(MOST_BYTES), StandardCharsets.US_ASCII).strip();
            if (TOKEN.matcher(token).matches()) {
                return token;
            }
        } catch (IOException e) {
            // who may not read it is told the same: it is no token to them
        }
        throw unreadable(file);
    }

    private static CommandFailed unreadable(Path file) {
        return new CommandFailed(
                ExitCode.NOT_PERMITTED,
                "operator-token-unreadable",
                file,
                System.getProperty("user.name", "?"),
                owner(file),
                FailureCode.OPERATOR_TOKEN_REQUIRED.code());
    }

    /** Whose account started the gateway, as far as this account may see. */
    private static String owner(Path file) {
        for (Path at = file; at != null; at = at.getParent()) {
            try {
                return Files.getOwner(at).getName();
            } catch (IOException e) {
                // the folder above is looked at
            }
        }
        return "?";
    }
}
