package org.sceau.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code keys rewrap}: what a running gateway keeps under former master keys goes under the one in force, page by page. Each
 * page is whole or was not begun, so that this may be ended at any moment and called again.
 */
@Command(name = "rewrap")
final class KeysRewrapCommand extends SceauCommand {
    /** Ids that are shown to people; {@code --json} has all. */
    private static final int SHOWN = 10;

    @Mixin
    private GatewayDirectory directory = new GatewayDirectory();

    @Override
    ExitCode run(Talk talk) throws Exception {
        OperatorClient operator = directory.operator();
        var work = new Work(operator, talk, count(masters(operator), "former"));
        for (JsonNode use : masters(operator)) {
            if (is(use, "former") && use.path("keys").asLong() > 0) {
                work.rewrap(use.path("master").asText());
            }
        }
        talk.progressEnded();
        JsonNode after = masters(operator);
        if (json()) {
            ObjectNode answer = JSON.createObjectNode().put("keys", work.done);
            answer.set("unopened", work.unopened);
            answer.set("masterKeys", after);
            print(answer);
        } else {
            Table.print(out(), after, "master", "state", "keys");
        }
        return tell(talk, work, after);
    }

    private static ExitCode tell(Talk talk, Work work, JsonNode after) {
        talk.line("keys-rewrapped", work.done);
        if (!work.unopened.isEmpty()) {
            talk.error("keys-unopened", work.unopened.size(), shown(work.unopened));
        }
        long absent = count(after, "absent");
        if (absent > 0) {
            talk.error("keys-absent", absent);
        }
        for (JsonNode use : after) {
            if (is(use, "former") && use.path("keys").asLong() == 0) {
                talk.line("keys-forgettable", use.path("master").asText());
            }
        }
        return work.unopened.isEmpty() && absent == 0 ? ExitCode.DONE : ExitCode.PARTIAL;
    }

    static JsonNode masters(OperatorClient operator) throws CommandFailed, InterruptedException {
        return operator.get("/api/keys").path("masterKeys");
    }

    private static boolean is(JsonNode use, String state) {
        return use.path("state").asText().equals(state);
    }

    private static long count(JsonNode masters, String state) {
        long keys = 0;
        for (JsonNode use : masters) {
            keys += is(use, state) ? use.path("keys").asLong() : 0;
        }
        return keys;
    }

    private static String shown(ArrayNode ids) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(SHOWN, ids.size()); i++) {
            text.append(i == 0 ? "" : ", ").append(ids.get(i).asText());
        }
        return text.append(ids.size() > SHOWN ? ", …" : "").toString();
    }

    private static final class Work {
        private final OperatorClient operator;
        private final Talk talk;
        private final long all;
        private final ArrayNode unopened = JSON.createArrayNode();
        private long done;

        Work(OperatorClient operator, Talk talk, long all) {
            this.operator = operator;
            this.talk = talk;
            this.all = all;
        }

        void rewrap(String master) throws CommandFailed, InterruptedException {
            String path = "/api/keys/" + master + "/rewrap";
            JsonNode page = operator.post(path);
            while (page.has("last")) {
                done += page.path("keys").asLong();
                unopened.addAll((ArrayNode) page.path("unopened"));
                talk.progress("keys-rewrapping", done + unopened.size(), all);
                page = operator.post(path + "?after=" + page.path("last").asText());
            }
        }
    }
}
