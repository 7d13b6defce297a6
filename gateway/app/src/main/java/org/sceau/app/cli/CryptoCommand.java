package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.app.DatesInUse;
import org.sceau.app.OwnKeys;
import org.sceau.keys.DatedUse;
import org.sceau.keys.TokenUnusable;
import org.sceau.routing.configuration.Configuration;
import org.sceau.routing.crypto.MixedRoute;
import org.sceau.routing.crypto.ReaderSuite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists algorithms and suites with their dates and what they touch; false when something does what is not allowed now. */
@Command(name = "crypto", subcommands = CryptoRewrapCommand.class)
final class CryptoCommand extends SceauCommand {
    /** Within these days an end is told: the time that a new certificate takes. */
    private static final int SOON = 90;

    private static final int VERY_SOON = 30;

    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    @Override
    ExitCode run(Talk talk) throws Exception {
        Clock clock = Clock.systemUTC();
        Instant now = clock.instant();
        Configuration configuration = LoadedConfiguration.of(directory.path());
        List<DatesInUse.Line> lines = lines(configuration, clock);
        List<MixedRoute> mixed = MixedRoute.of(configuration.table(), configuration.crypto(), now);
        ArrayNode rows = JSON.createArrayNode();
        lines.forEach(line -> row(rows.addObject(), line, mixed, now));
        boolean counted = count(rows, talk);
        if (json()) {
            print(rows);
        } else if (counted) {
            Table.print(out(), rows, columns("users", "waiting", "custody", "readerOnly"));
        } else {
            Table.print(out(), rows, columns("users"));
        }
        tell(mixed, talk);
        boolean wrong = tell(lines, now, talk);
        return wrong ? ExitCode.FALSE : ExitCode.DONE;
    }

    private static String[] columns(String... more) {
        return Stream.concat(Stream.of("use", "name", "state", "from", "until", "daysLeft"), Stream.of(more))
                .toArray(String[]::new);
    }

    /** Adds what a running gateway keeps under each suite, also under one that it no longer knows; whether it answered. */
    private boolean count(ArrayNode rows, Talk talk) throws InterruptedException {
        JsonNode uses;
        try {
            uses = directory.operator().get("/api/crypto").path("readerSuites");
        } catch (CommandFailed e) {
            talk.line("crypto-not-counted");
            return false;
        }
        Map<String, JsonNode> left = new TreeMap<>();
        uses.forEach(use -> left.put(use.path("suite").asText(), use));
        for (JsonNode row : rows) {
            if (row.path("use").asText().equals("encrypting")) {
                JsonNode use = left.remove(row.path("name").asText());
                count((ObjectNode) row, use == null ? MissingNode.getInstance() : use);
            }
        }
        left.forEach((suite, use) -> count(
                rows.addObject().put("use", "encrypting").put("name", suite).put("state", "unknown"), use));
        return true;
    }

    private static void count(ObjectNode row, JsonNode use) {
        for (String name : List.of("waiting", "custody", "readerOnly")) {
            row.put(name, use.path(name).asLong());
        }
    }

    /** What is in use, by the configuration and the keys that it names. */
    static List<DatesInUse.Line> lines(Configuration configuration, Clock clock) throws CommandFailed {
        try (OwnKeys own = OwnKeys.open(configuration.settings(), clock)) {
            return DatesInUse.of(configuration, own, clock.instant());
        } catch (TokenUnusable e) {
            throw new CommandFailed(ExitCode.CONFIGURATION, "token-" + e.fault(), e.what());
        }
    }

    /** Says what is not allowed now, and what will not be soon; whether there is anything of the first. */
    static boolean tell(List<DatesInUse.Line> lines, Instant now, Talk talk) {
        boolean wrong = false;
        for (DatesInUse.Line line : lines) {
            String users = String.join(", ", line.users());
            List<String> refused = line.wrong(now);
            if (line.use().equals("signing") && line.stops() && line.endsWithin(SOON, now)) {
                talk.line(
                        "crypto-stops",
                        line.name(),
                        line.period().until().orElseThrow().toString());
            }
            if (!refused.isEmpty()) {
                wrong = true;
                talk.line("crypto-wrong", line.use(), line.name(), String.join(", ", refused));
            } else if (line.endsWithin(SOON, now)) {
                String last = line.period().until().orElseThrow().toString();
                talk.line(
                        line.endsWithin(VERY_SOON, now) ? "crypto-very-soon" : "crypto-soon",
                        line.use(),
                        line.name(),
                        last,
                        users);
            }
        }
        return wrong;
    }

    /** Names both: the one that is protected less than its line says, and the one on whose account. */
    static void tell(List<MixedRoute> mixed, Talk talk) {
        for (MixedRoute one : mixed) {
            String suites = one.suites().stream().map(ReaderSuite::word).collect(Collectors.joining(", "));
            talk.line("crypto-mixed", one.route(), one.held(), one.other(), suites);
        }
    }

    private static void row(ObjectNode row, DatesInUse.Line line, List<MixedRoute> mixed, Instant now) {
        String state = line.period().at(now).name().toLowerCase(Locale.ROOT).replace('_', '-');
        row.put("use", line.use()).put("name", line.name()).put("state", state);
        line.period().from().ifPresent(day -> row.put("from", day.toString()));
        line.period().until().ifPresent(day -> row.put("until", day.toString()));
        if (line.use().equals("signing")) {
            row.put("afterEnd", line.stops() ? "stop" : "warn");
        }
        line.period().end().ifPresent(end -> row.put("daysLeft", new DatedUse(line.name(), end).daysLeft(now)));
        ArrayNode users = row.putArray("users");
        line.users().forEach(users::add);
        ArrayNode refused = row.putArray("refused");
        line.refused().forEach(refused::add);
        ArrayNode mixes = row.putArray("mixed");
        mixed.stream()
                .filter(_ -> line.use().equals("encrypting"))
                .filter(one ->
                        one.suites().stream().anyMatch(suite -> suite.word().equals(line.name())))
                .forEach(one -> mixes.addObject()
                        .put("route", one.route().toString())
                        .put("held", one.held().value())
                        .put("other", one.other().value()));
    }
}
