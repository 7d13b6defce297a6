package org.sceau.app.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.GatewayException;
import org.sceau.ledger.Ledger;
import org.sceau.ledger.Recorder;
import org.sceau.ledger.Rewrapped;

/**
 * Master keys: what depends on each; a page of it wrapped anew, and a former one forgotten, which are acts and journaled.
 * Thread-safe.
 */
final class MasterApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Ledger ledger;
    private final Recorder recorder;

    MasterApi(Ledger ledger, Recorder recorder) {
        this.ledger = ledger;
        this.recorder = recorder;
    }

    ObjectNode answer(String key, List<String> path, URI uri) {
        return switch (key) {
            case "GET keys 1" -> uses();
            case "POST keys rewrap 3" ->
                rewrap(path.get(1), OperatorApi.query(uri).get("after"));
            case "POST keys forget 3" -> forget(path.get(1));
            default -> throw new OperatorApi.Unanswered(404, "not found");
        };
    }

    /** Each with how many working keys are under it: counted over all patients, for who asks for it alone. */
    private ObjectNode uses() {
        ObjectNode answer = JSON.objectNode();
        ArrayNode masters = answer.putArray("masterKeys");
        ledger.masters()
                .forEach(use -> masters.addObject()
                        .put("master", use.master())
                        .put("state", Json.lower(use.standing()))
                        .put("keys", use.keys()));
        return answer;
    }

    private ObjectNode rewrap(String master, @Nullable String after) {
        Optional<UUID> from;
        try {
            from = Optional.ofNullable(after).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            throw new OperatorApi.Unanswered(400, "after has not its form");
        }
        Rewrapped page = done(recorder.rewrap(master, from, OperatorApi.operator(ledger)));
        ObjectNode answer = JSON.objectNode().put("keys", page.keys());
        ArrayNode unopened = answer.putArray("unopened");
        page.unopened().forEach(id -> unopened.add(id.toString()));
        page.last().ifPresent(last -> answer.put("last", last.toString()));
        return answer;
    }

    private ObjectNode forget(String master) {
        return switch (done(recorder.forget(master, OperatorApi.operator(ledger)))) {
            case Recorder.ForgetOutcome.Forgotten forgotten ->
                JSON.objectNode()
                        .put("master", master)
                        .put("receipt", forgotten.receipt().toString());
            case Recorder.ForgetOutcome.Needed needed ->
                throw new OperatorApi.Unanswered(409, needed.keys() + " keys are under it");
            case Recorder.ForgetOutcome.Shared _ ->
                throw new OperatorApi.Unanswered(409, "other nodes may wrap under it: the database is shared");
            case Recorder.ForgetOutcome.NotFormer _ -> throw new OperatorApi.Unanswered(409, "no former master key");
        };
    }

    private static <T> T done(CompletableFuture<T> recorded) {
        try {
            return recorded.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof GatewayException known
                    ? new OperatorApi.Unanswered(
                            known.code().httpStatus(), known.code().code())
                    : e;
        }
    }
}
