package org.sceau.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
import java.time.Clock;
import org.sceau.routing.configuration.Configuration;
import org.sceau.routing.configuration.ConfigurationError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a configuration. */
@Command(name = "check")
final class CheckCommand extends SceauCommand {
    @Parameters(paramLabel = "DIR", arity = "0..1", defaultValue = "${env:SCEAU_DIR:-.}", descriptionKey = "dir")
    private Path directory = Path.of(".");

    @Override
    ExitCode run(Talk talk) throws Exception {
        Path conf = directory.resolve("conf");
        return switch (Configuration.load(conf, Clock.systemUTC())) {
            case Configuration.Reading.Loaded loaded -> {
                int partners = loaded.configuration().table().partners().size();
                int routes = loaded.configuration().table().routes().size();
                if (json()) {
                    print(JSON.createObjectNode().put("partners", partners).put("routes", routes));
                }
                talk.line("check-good", conf, partners, routes);
                yield ExitCode.DONE;
            }
            case Configuration.Reading.Rejected rejected -> {
                ArrayNode errors = JSON.createArrayNode();
                for (ConfigurationError error : rejected.errors()) {
                    if (!json()) {
                        out().println(conf.resolve(error.text()));
                    }
                    errors.addObject()
                            .put("file", error.file())
                            .put("line", error.line())
                            .put("column", error.column())
                            .put("path", error.path())
                            .put("text", error.text());
                }
                if (json()) {
                    print(JSON.createObjectNode().set("errors", errors));
                }
                out().flush();
                talk.error("check-bad", rejected.errors().size(), conf);
                yield ExitCode.CONFIGURATION;
            }
        };
    }
}
