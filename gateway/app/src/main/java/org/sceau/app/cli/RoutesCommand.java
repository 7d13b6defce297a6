package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists, pauses and resumes the routes of a running gateway. */
@Command(
        name = "routes",
        subcommands = {RoutesCommand.Listing.class, RoutesCommand.Pause.class, RoutesCommand.Resume.class})
final class RoutesCommand extends SceauCommand {

    @Override
    ExitCode run(Talk talk) {
        commandLine().usage(commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** {@code routes list}. */
    @Command(name = "list")
    static final class Listing extends SceauCommand {
        @Mixin
        private GatewayDirectory directory = new GatewayDirectory();

        @Override
        ExitCode run(Talk talk) throws Exception {
            JsonNode routes = directory.operator().get("/api/routes");
            if (json()) {
                print(routes);
            } else {
                Table.print(out(), routes.path("routes"), "id", "state", "mode", "recipients", "withoutConsent");
            }
            return ExitCode.DONE;
        }
    }

    /** {@code routes pause ID}. */
    @Command(name = "pause")
    static final class Pause extends Acting {
        @Override
        String verb() {
            return "pause";
        }
    }

    /** {@code routes resume ID}. */
    @Command(name = "resume")
    static final class Resume extends Acting {
        @Override
        String verb() {
            return "resume";
        }
    }

    /** What pause and resume share. */
    abstract static class Acting extends SceauCommand {
        @Mixin
        private GatewayDirectory directory = new GatewayDirectory();

        @Parameters(paramLabel = "ROUTE", descriptionKey = "route")
        private String route = "";

        abstract String verb();

        @Override
        final ExitCode run(Talk talk) throws Exception {
            JsonNode done = directory
                    .operator()
                    .post("/api/routes/" + URLEncoder.encode(route, StandardCharsets.UTF_8) + "/" + verb());
            if (json()) {
                print(done);
            }
            talk.line("route-" + verb() + "d", route);
            return ExitCode.DONE;
        }
    }
}
