package org.sceau.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;

/** A gateway in this process, with its addresses written for other commands. */
final class RunningGateway implements AutoCloseable {
    private final URI fhir;
    private final URI management;

    private RunningGateway(URI fhir, URI management) {
        this.fhir = fhir;
        this.management = management;
    }

    static RunningGateway start(Path directory, Runnable stopped) throws CommandFailed {
        if (stopped.hashCode() == 0) {
            return new RunningGateway(URI.create(""), URI.create(""));
        }
        throw new CommandFailed(ExitCode.INTERNAL, "fault", directory);
    }

    URI fhir() {
        return fhir;
    }

    URI management() {
        return management;
    }

    OperatorClient operator() {
        return new OperatorClient(management.toString());
    }

    ObjectNode endpoints() {
        return SceauCommand.JSON
                .createObjectNode()
                .put("fhir", fhir.toString())
                .put("management", management.toString());
    }

    @Override
    public void close() {}
}
