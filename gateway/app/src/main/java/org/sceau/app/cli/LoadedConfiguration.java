package org.sceau.app.cli;

import java.nio.file.Path;
import java.time.Clock;
import org.sceau.routing.configuration.Configuration;

/** Reads a gateway's configuration for a command; prints every error of one that cannot be used. */
final class LoadedConfiguration {
    private LoadedConfiguration() {}

    static Configuration of(Path directory) throws CommandFailed {
        Path conf = directory.resolve("conf");
        return switch (Configuration.load(conf, Clock.systemUTC())) {
            case Configuration.Reading.Loaded loaded -> loaded.configuration();
            case Configuration.Reading.Rejected rejected -> {
                rejected.errors().forEach(error -> System.err.println(conf.resolve(error.text())));
                throw new CommandFailed(
                        ExitCode.CONFIGURATION, "check-bad", rejected.errors().size(), conf);
            }
        };
    }
}
