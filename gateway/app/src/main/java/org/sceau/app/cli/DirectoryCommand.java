package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the directory of a running gateway, and has it look at its sources. */
@Command(
        name = "directory",
        subcommands = {DirectoryCommand.Find.class, DirectoryCommand.Refresh.class})
final class DirectoryCommand extends SceauCommand {

    @Override
    ExitCode run(Talk talk) {
        commandLine().usage(commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** {@code directory find [TEXT]}. */
    @Command(name = "find")
    static final class Find extends SceauCommand {
        @Mixin
        private GatewayDirectory directory = new GatewayDirectory();

        @Parameters(paramLabel = "TEXT", arity = "0..1", defaultValue = "", descriptionKey = "directory-text")
        private String text = "";

        @Override
        ExitCode run(Talk talk) throws Exception {
            JsonNode found = directory
                    .operator()
                    .get("/api/directory/entries?text=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
            if (json()) {
                print(found);
            } else {
                Table.print(out(), found.path("entries"), "kind", "name", "identifiers", "key");
            }
            if (found.path("more").asBoolean()) {
                talk.line("directory-more");
            }
            if (!found.path("late").isEmpty()) {
                talk.line("directory-late", found.path("late").size());
            }
            return found.path("entries").isEmpty() ? ExitCode.NOT_FOUND : ExitCode.DONE;
        }
    }

    /** {@code directory refresh}. */
    @Command(name = "refresh")
    static final class Refresh extends SceauCommand {
        /** A directory of a country may take this long to give everything. */
        private static final Duration PATIENCE = Duration.ofMinutes(10);

        @Mixin
        private GatewayDirectory directory = new GatewayDirectory();

        @Option(names = "--even-shrunk", descriptionKey = "directory-even-shrunk")
        private boolean evenShrunk;

        @Override
        ExitCode run(Talk talk) throws Exception {
            String path = "/api/directory/refresh" + (evenShrunk ? "?even-shrunk=1" : "");
            JsonNode done = directory.operator(PATIENCE).post(path);
            if (json()) {
                print(done);
            }
            boolean whole = done.path("whole").asBoolean();
            if (whole) {
                talk.line("directory-refreshed", done.path("directoryEntries").asInt());
            } else {
                talk.error(
                        "directory-not-refreshed",
                        names(done.path("directoryFailing")),
                        names(done.path("directoryLate")));
            }
            return whole ? ExitCode.DONE : ExitCode.UNREACHABLE;
        }

        private static String names(JsonNode sources) {
            List<String> names = new ArrayList<>();
            sources.forEach(source -> names.add(source.asText()));
            return names.isEmpty() ? "-" : String.join(", ", names);
        }
    }
}
