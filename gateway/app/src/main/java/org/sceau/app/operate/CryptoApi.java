package org.sceau.app.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.sceau.failure.GatewayException;
import org.sceau.ledger.Ledger;
import org.sceau.ledger.Measured;
import org.sceau.ledger.Recorder;
import org.sceau.retirement.Rewrap;
import org.sceau.retirement.RewrapPage;
import org.sceau.retirement.RewrapReaders;
import org.sceau.transfer.DeliveryId;

/**
 * What rests on each suite in which content keys are wrapped for readers; and the recipientInfos of deliveries that wait, to be
 * looked at, and to be made anew, which is an act and journaled. Thread-safe.
 */
public final class CryptoApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Deliveries of former versions in one transaction: each is opened. */
    private static final int MEASURED = 100;

    private final Ledger ledger;
    private final Recorder recorder;
    private final RewrapReaders readers;

    /** Counts in {@code ledger}; has {@code readers} make anew what can be. */
    public CryptoApi(Ledger ledger, Recorder recorder, RewrapReaders readers) {
        this.ledger = ledger;
        this.recorder = recorder;
        this.readers = readers;
    }

    ObjectNode answer(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        Optional<String> after = Optional.ofNullable(OperatorApi.query(uri).get("after"));
        return switch (exchange.getRequestMethod() + " " + uri.getPath()) {
            case "GET /api/crypto" -> uses();
            case "POST /api/crypto/measure" -> measure(after);
            case "GET /api/crypto/rewrap" -> page(known(() -> readers.preview(after)));
            case "POST /api/crypto/rewrap" -> page(known(() -> readers.rewrap(after, OperatorApi.operator(ledger))));
            default -> throw new OperatorApi.Unanswered(404, "not found");
        };
    }

    /** Counted over all deliveries, for who asks for it alone. */
    private ObjectNode uses() {
        ObjectNode answer = JSON.objectNode();
        ArrayNode suites = answer.putArray("readerSuites");
        ledger.readerSuites()
                .forEach(use -> suites.addObject()
                        .put("suite", use.suite())
                        .put("waiting", use.waiting())
                        .put("custody", use.custody())
                        .put("readerOnly", use.readerOnly()));
        return answer;
    }

    private ObjectNode measure(Optional<String> after) {
        Optional<DeliveryId> from;
        try {
            from = after.map(DeliveryId::parse);
        } catch (IllegalArgumentException e) {
            throw new OperatorApi.Unanswered(400, "after has not its form");
        }
        Measured page = known(() -> recorder.measure(from, MEASURED).join());
        ObjectNode answer = JSON.objectNode().put("deliveries", page.deliveries());
        page.last().ifPresent(last -> answer.put("last", last.toString()));
        return answer;
    }

    private static ObjectNode page(RewrapPage page) {
        ObjectNode answer = JSON.objectNode().put("looked", page.looked());
        ArrayNode found = answer.putArray("deliveries");
        page.found().forEach(one -> line(found.addObject(), one));
        page.next().ifPresent(next -> answer.put("last", next));
        return answer;
    }

    private static void line(ObjectNode line, Rewrap one) {
        line.put("delivery", one.delivery().id().toString())
                .put("transfer", one.delivery().transfer().toString())
                .put("recipient", one.delivery().recipient().value())
                .put("state", Json.lower(one.delivery().state()))
                .put("suite", one.delivery().suite());
        switch (one.outcome()) {
            case Rewrap.Outcome.Possible possible ->
                line.put("outcome", "possible").put("to", possible.suite());
            case Rewrap.Outcome.Done done -> line.put("outcome", "done").put("to", done.suite());
            case Rewrap.Outcome.Left left -> line.put("outcome", "left").put("why", why(left.reason()));
        }
    }

    private static String why(Rewrap.Reason reason) {
        return switch (reason) {
            case Rewrap.Reason.ReaderOnly _ -> "reader-only";
            case Rewrap.Reason.Sent _ -> "sent";
            case Rewrap.Reason.Moved _ -> "under-way";
            case Rewrap.Reason.Unreadable _ -> "unreadable";
            case Rewrap.Reason.Refused refused -> refused.code().code();
        };
    }

    private static <T> T known(Supplier<T> wanted) {
        try {
            return wanted.get();
        } catch (CompletionException e) {
            throw e.getCause() instanceof GatewayException known ? unanswered(known) : e;
        } catch (GatewayException e) {
            throw unanswered(e);
        }
    }

    private static OperatorApi.Unanswered unanswered(GatewayException known) {
        return new OperatorApi.Unanswered(
                known.code().httpStatus(), known.code().code());
    }
}
