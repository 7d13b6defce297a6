package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code crypto rewrap}: deliveries of a running gateway that wait under a suite or for a certificate that is no longer in force
 * are listed and, once it is confirmed how many, get new recipientInfos, page by page. Each is whole or was not begun, so that
 * this may be ended at any moment and called again.
 */
@Command(name = "rewrap")
final class CryptoRewrapCommand extends SceauCommand {
    private static final String PATH = "/api/crypto/rewrap";

    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    @Option(names = "--confirm", paramLabel = "COUNT", descriptionKey = "crypto-confirm")
    private long confirmed = -1;

    @Override
    ExitCode run(Talk talk) throws Exception {
        OperatorClient operator = directory.operator();
        measure(operator, talk);
        ArrayNode found = pages(path -> operator.get(path), talk, "crypto-looking", 0);
        long possible = count(found, "possible");
        if (possible == 0) {
            print(found, talk);
            talk.line("crypto-nothing");
            return ExitCode.DONE;
        }
        if (confirmed < possible) {
            print(found, talk);
            throw new CommandFailed(ExitCode.NOT_PERMITTED, "crypto-confirm-it", possible);
        }
        ArrayNode made = pages(path -> operator.post(path), talk, "crypto-rewrapping", possible);
        print(made, talk);
        talk.line("crypto-rewrapped", count(made, "done"));
        return count(made, "left") == 0 ? ExitCode.DONE : ExitCode.PARTIAL;
    }

    /** What a former version accepted is opened once to know what it rests on. */
    private static void measure(OperatorClient operator, Talk talk) throws CommandFailed, InterruptedException {
        String path = "/api/crypto/measure";
        long done = 0;
        JsonNode page = operator.post(path);
        while (page.has("last")) {
            done += page.path("deliveries").asLong();
            talk.progress("crypto-measuring", done);
            page = operator.post(path + "?after=" + page.path("last").asText());
        }
        talk.progressEnded();
    }

    @FunctionalInterface
    private interface Ask {
        JsonNode page(String path) throws CommandFailed, InterruptedException;
    }

    private static ArrayNode pages(Ask ask, Talk talk, String progress, long all)
            throws CommandFailed, InterruptedException {
        ArrayNode found = JSON.createArrayNode();
        long looked = 0;
        long done = 0;
        JsonNode page = ask.page(PATH);
        boolean more = true;
        while (more) {
            looked += page.path("looked").asLong();
            page.path("deliveries").forEach(found::add);
            done += count(page.path("deliveries"), "done");
            talk.progress(progress, looked, done, all);
            more = page.has("last");
            if (more) {
                page = ask.page(PATH + "?after=" + page.path("last").asText());
            }
        }
        talk.progressEnded();
        return found;
    }

    private static long count(JsonNode found, String outcome) {
        long count = 0;
        for (JsonNode line : found) {
            count += line.path("outcome").asText().equals(outcome) ? 1 : 0;
        }
        return count;
    }

    /** With {@code --json} each; for people how many are alike. */
    private void print(ArrayNode found, Talk talk) throws java.io.IOException {
        if (json()) {
            ObjectNode answer = JSON.createObjectNode();
            answer.put("possible", count(found, "possible"))
                    .put("done", count(found, "done"))
                    .put("left", count(found, "left"));
            answer.set("deliveries", found);
            print(answer);
            return;
        }
        Map<String, ObjectNode> alike = new TreeMap<>();
        for (JsonNode line : found) {
            ObjectNode row = JSON.createObjectNode();
            for (String name : new String[] {"recipient", "suite", "outcome", "to", "why"}) {
                row.put(name, line.path(name).asText());
            }
            String key = row.toString();
            ObjectNode counted = alike.computeIfAbsent(key, _ -> row.put("deliveries", 0));
            counted.put("deliveries", counted.path("deliveries").asLong() + 1);
        }
        ArrayNode rows = JSON.createArrayNode();
        alike.values().forEach(rows::add);
        if (!rows.isEmpty()) {
            Table.print(out(), rows, "recipient", "suite", "outcome", "to", "why", "deliveries");
        }
        if (count(found, "left") > 0) {
            talk.line("crypto-left", count(found, "left"));
        }
    }
}
