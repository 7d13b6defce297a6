package org.sceau.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

    /** A client of the running gateway's operator interface. */
    OperatorClient operator() throws CommandFailed {
        return operator(OperatorClient.PATIENCE);
    }

    /** The same, with another patience. */
    OperatorClient operator(Duration patience) throws CommandFailed {
        Announced announced = Announced.in(directory);
        return new OperatorClient(announced.management(), Optional.of(announced.token()), patience);
    }

    /** A client that asks only for pages that are open to every account, and brings no token. */
    OperatorClient open() throws CommandFailed {
        return new OperatorClient(Announced.in(directory).management(), Optional.empty(), OperatorClient.PATIENCE);
    }
}
