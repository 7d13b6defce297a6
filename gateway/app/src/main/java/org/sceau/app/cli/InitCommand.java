package org.sceau.app.cli;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.sceau.app.demo.GatewayFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the directory of a gateway. */
@Command(name = "init")
final class InitCommand extends SceauCommand {
    @Parameters(paramLabel = "DIR", descriptionKey = "init-dir")
    private Path directory = Path.of("");

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "8443", descriptionKey = "init-port")
    private int port;

    @Override
    ExitCode run(Talk talk) throws Exception {
        if (!GatewayFolder.free(directory)) {
            throw new CommandFailed(ExitCode.CONFLICT, "init-exists", directory);
        }
        GatewayFolder.Wish wish =
                GatewayFolder.Wish.usual(port, port + 1, URI.create("https://localhost:" + (port + 2) + "/fhir"));
        GatewayFolder.makeKeys(directory, Clock.systemUTC(), new SecureRandom());
        GatewayFolder.configure(directory, wish, Clock.systemUTC());
        if (json()) {
            print(JSON.createObjectNode().put("directory", directory.toString()));
        }
        talk.line("init-done", directory);
        return ExitCode.DONE;
    }
}
