package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which gateway: the directory that {@code init} made. */
final class GatewayDirectory {
    /** Written by {@code up}, removed when it ends. */
    static final String ENDPOINTS = "endpoints.json";

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
        Path file = directory.resolve("data").resolve(ENDPOINTS);
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
        return new OperatorClient(endpoints().path("management").asText());
    }
}
