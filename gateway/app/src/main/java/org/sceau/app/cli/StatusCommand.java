package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says how a running gateway is. */
@Command(name = "status")
final class StatusCommand extends SceauCommand {
    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    @Override
    ExitCode run(Talk talk) throws Exception {
        JsonNode status = directory.operator().get("/api/status");
        if (json()) {
            print(status);
            return ExitCode.DONE;
        }
        for (Map.Entry<String, JsonNode> line : status.properties()) {
            if (line.getValue().isValueNode()) {
                out().printf("%-24s %s%n", line.getKey(), line.getValue().asText());
            } else {
                out().printf("%-24s %s%n", line.getKey(), line.getValue());
            }
        }
        out().flush();
        return ExitCode.DONE;
    }
}
