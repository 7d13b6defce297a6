package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows transfers (metadata only) and puts parked deliveries back to work. */
@Command(
        name = "transfers",
        subcommands = {TransfersCommand.Listing.class, TransfersCommand.Show.class, TransfersCommand.Retry.class})
final class TransfersCommand extends SceauCommand {

    @Override
    ExitCode run(Talk talk) {
        commandLine().usage(commandLine().getErr());
        return ExitCode.USAGE;
    }

    private static void deliveries(SceauCommand command, JsonNode transfers) {
        var rows = JSON.createArrayNode();
        for (JsonNode transfer : transfers) {
            for (JsonNode delivery : transfer.path("deliveries")) {
                var row = rows.addObject();
                row.set("received", transfer.path("received"));
                row.set("transfer", transfer.path("id"));
                row.set("sender", transfer.path("sender"));
                row.set("route", transfer.path("route"));
                row.set("recipient", delivery.path("recipient"));
                row.set("state", delivery.path("state"));
                row.set("attempt", delivery.path("attempt"));
                row.set("reason", delivery.path("reason"));
                row.set("delivery", delivery.path("id"));
            }
        }
        Table.print(
                command.out(),
                rows,
                "received",
                "transfer",
                "sender",
                "route",
                "recipient",
                "state",
                "attempt",
                "reason",
                "delivery");
    }

    /** {@code transfers list}. */
    @Command(name = "list")
    static final class Listing extends SceauCommand {
        @Mixin
        private GatewayDirectory directory = new GatewayDirectory();

        @Option(names = "--state", paramLabel = "STATE", descriptionKey = "state")
        private String state = "";

        @Option(names = "--limit", paramLabel = "N", defaultValue = "50", descriptionKey = "limit")
        private int limit;

        @Option(names = "--after", paramLabel = "CURSOR", descriptionKey = "after")
        private String after = "";

        @Override
        ExitCode run(Talk talk) throws Exception {
            String query = "?limit=" + limit
                    + (state.isEmpty() ? "" : "&state=" + URLEncoder.encode(state, StandardCharsets.UTF_8))
                    + (after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
            JsonNode page = directory.operator().get("/api/transfers" + query);
            if (json()) {
                print(page);
                return ExitCode.DONE;
            }
            deliveries(this, page.path("transfers"));
            if (page.hasNonNull("next")) {
                talk.line("more-pages", page.path("next").asText());
            }
            return ExitCode.DONE;
        }
    }

    /** {@code transfers show ID}. */
    @Command(name = "show")
    static final class Show extends SceauCommand {
        @Mixin
        private GatewayDirectory directory = new GatewayDirectory();

        @Parameters(paramLabel = "TRANSFER", descriptionKey = "transfer")
        private String id = "";

        @Override
        ExitCode run(Talk talk) throws Exception {
            print(directory.operator().get("/api/transfers/" + URLEncoder.encode(id, StandardCharsets.UTF_8)));
            return ExitCode.DONE;
        }
    }

    /** {@code transfers retry DELIVERY}. */
    @Command(name = "retry")
    static final class Retry extends SceauCommand {
        @Mixin
        private GatewayDirectory directory = new GatewayDirectory();

        @Parameters(paramLabel = "DELIVERY", descriptionKey = "delivery")
        private String id = "";

        @Override
        ExitCode run(Talk talk) throws Exception {
            JsonNode done = directory
                    .operator()
                    .post("/api/deliveries/" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "/retry");
            if (json()) {
                print(done);
            }
            talk.line("delivery-requeued", id);
            return ExitCode.DONE;
        }
    }
}
