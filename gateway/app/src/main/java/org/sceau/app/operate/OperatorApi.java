package org.sceau.app.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.sceau.ledger.DueDelivery;
import org.sceau.ledger.Ledger;
import org.sceau.ledger.Recorder;
import org.sceau.ledger.TransferPage;
import org.sceau.ledger.TransferQuery;
import org.sceau.proof.Actor;
import org.sceau.proof.NoteSigner;
import org.sceau.receipt.ReceiptForm;
import org.sceau.routing.Route;
import org.sceau.routing.RouteId;
import org.sceau.routing.RoutingTable;
import org.sceau.suites.NativeProvider;
import org.sceau.timestamp.Stampers;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/**
 * The operator interface: status, routes, transfers, master keys, and acts (pause, resume, retry), each of which is journaled.
 * Thread-safe.
 */
public final class OperatorApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PAGE = 100;

    private final Ledger ledger;
    private final Recorder recorder;
    private final RoutingTable table;
    private final Consumer<DueDelivery> dispatcher;
    private final String node;
    private final Optional<Stampers> stampers;
    private final Observation observation;
    private final NoteSigner log;
    private final MasterApi masters;

    /** Answers for {@code node}; what an operator retries goes to {@code dispatcher}; {@code log} signs COSE receipts. */
    public OperatorApi(
            Ledger ledger,
            Recorder recorder,
            RoutingTable table,
            Consumer<DueDelivery> dispatcher,
            String node,
            Optional<Stampers> stampers,
            Observation observation,
            NoteSigner log) {
        this.ledger = ledger;
        this.recorder = recorder;
        this.table = table;
        this.dispatcher = dispatcher;
        this.node = node;
        this.stampers = stampers;
        this.observation = observation;
        this.log = log;
        this.masters = new MasterApi(ledger, recorder);
    }

    JsonNode answer(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        URI uri = exchange.getRequestURI();
        List<String> path = List.of(uri.getPath().substring("/api/".length()).split("/", -1));
        String key = method + " " + path.getFirst() + (path.size() > 2 ? " " + path.get(2) : "") + " " + path.size();
        return switch (key) {
            case "GET status 1" -> status();
            case "GET routes 1" -> routes();
            case "POST routes pause 3" -> pause(route(path.get(1)), true);
            case "POST routes resume 3" -> pause(route(path.get(1)), false);
            case "GET transfers 1" -> transfers(query(uri));
            case "GET transfers 2" -> show(transfer(path.get(1)));
            case "GET transfers receipts 3" -> receipts(transfer(path.get(1)));
            case "GET receipts 2" -> receipt(path.get(1));
            case "POST deliveries retry 3" -> retry(path.get(1));
            default -> masters.answer(key, path, uri);
        };
    }

    private ObjectNode status() {
        ObjectNode status = JSON.objectNode().put("node", node).put("log", ledger.logId());
        ObjectNode deliveries = status.putObject("deliveries");
        ledger.outbox().counts().forEach((state, count) -> deliveries.put(Json.lower(state), count));
        status.put("paused", ledger.transfers().pausedRoutes().size());
        stampers.ifPresent(running -> StampStatus.put(status, running));
        observation.put(status);
        status.put("nativeCrypto", NativeProvider.inWords());
        return status;
    }

    private ObjectNode routes() {
        Set<RouteId> paused = ledger.transfers().pausedRoutes();
        ArrayNode routes = JSON.arrayNode();
        for (Route route : table.routes()) {
            ObjectNode line = routes.addObject().put("id", route.id().toString());
            line.put("state", paused.contains(route.id()) ? "paused" : "running");
            line.put("mode", Json.lower(route.mode()));
            ArrayNode recipients = line.putArray("recipients");
            route.to().forEach(partner -> recipients.add(partner.toString()));
            route.toIntended().forEach(partner -> recipients.add(partner.toString()));
            line.put("withoutConsent", Json.withoutConsent(route));
            line.put("description", route.description());
        }
        return wrapped("routes", routes);
    }

    private ObjectNode pause(RouteId route, boolean pause) {
        Actor operator = operator(ledger);
        var receipt = (pause ? recorder.pause(route, operator) : recorder.resume(route, operator)).join();
        return JSON.objectNode()
                .put("id", route.toString())
                .put("state", pause ? "paused" : "running")
                .put("receipt", receipt.toString());
    }

    private ObjectNode transfers(Map<String, String> query) {
        TransferPage page;
        try {
            page = ledger.transfers()
                    .list(new TransferQuery(
                            Optional.ofNullable(query.get("partner")).map(PartnerId::new),
                            Optional.ofNullable(query.get("state"))
                                    .map(state -> DeliveryState.valueOf(state.toUpperCase(Locale.ROOT))),
                            Optional.ofNullable(query.get("after")),
                            Integer.parseInt(query.getOrDefault("limit", Integer.toString(PAGE)))));
        } catch (IllegalArgumentException e) {
            throw new Unanswered(400, "partner, state, after or limit has not its form");
        }
        ArrayNode lines = JSON.arrayNode();
        page.lines().forEach(line -> lines.add(Json.transfer(line)));
        ObjectNode answer = wrapped("transfers", lines);
        page.next().ifPresent(next -> answer.put("next", next));
        return answer;
    }

    private ObjectNode show(TransferId id) {
        return ledger.transfers().show(id).map(Json::transfer).orElseThrow(() -> new Unanswered(404, "not found"));
    }

    private ObjectNode receipts(TransferId id) {
        ArrayNode receipts = JSON.arrayNode();
        ledger.receipts().ofTransfer(id).forEach(receipt -> receipts.add(Json.receipt(receipt)));
        return wrapped("receipts", receipts);
    }

    /** A receipt as JSON file and, because only the log's key can make it, as COSE receipt while that key is there. */
    private ObjectNode receipt(String id) {
        try {
            return ledger.receipts()
                    .find(ReceiptId.parse(id))
                    .map(receipt -> Json.receipt(receipt, ReceiptForm.COSE.of(receipt, log)))
                    .orElseThrow(() -> new Unanswered(404, "not found"));
        } catch (IllegalArgumentException e) {
            throw new Unanswered(404, "not found");
        }
    }

    private ObjectNode retry(String delivery) {
        DeliveryId id;
        try {
            id = DeliveryId.parse(delivery);
        } catch (IllegalArgumentException e) {
            throw new Unanswered(404, "not found");
        }
        return switch (recorder.retry(id, operator(ledger)).join()) {
            case Recorder.RetryOutcome.Requeued requeued -> {
                dispatcher.accept(requeued.delivery());
                yield JSON.objectNode()
                        .put("id", id.toString())
                        .put("attempt", requeued.delivery().attempt())
                        .put("receipt", requeued.receipt().toString());
            }
            case Recorder.RetryOutcome.NotParked _ -> throw new Unanswered(409, "not parked");
            case Recorder.RetryOutcome.Unknown _ -> throw new Unanswered(404, "not found");
        };
    }

    /** The operator as entries name it. Acts are the machine's operator's: loopback tells no more about who it was. */
    public static Actor operator(Ledger ledger) {
        return new Actor(ledger.actor().thumbprint(), "operator", "console");
    }

    private RouteId route(String id) {
        return table.routes().stream()
                .map(Route::id)
                .filter(route -> route.toString().equals(id))
                .findFirst()
                .orElseThrow(() -> new Unanswered(404, "not found"));
    }

    private static TransferId transfer(String id) {
        try {
            return TransferId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new Unanswered(404, "not found");
        }
    }

    private static ObjectNode wrapped(String name, ArrayNode list) {
        ObjectNode node = JSON.objectNode();
        node.set(name, list);
        return node;
    }

    static Map<String, String> query(URI uri) {
        Map<String, String> parameters = new HashMap<>();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    /** A request that has no answer; the message is for the operator. */
    static final class Unanswered extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Unanswered(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
