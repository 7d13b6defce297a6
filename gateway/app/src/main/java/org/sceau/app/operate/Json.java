package org.sceau.app.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sceau.ledger.DeliveryLine;
import org.sceau.ledger.TransferLine;
import org.sceau.receipt.ReceiptFile;
import org.sceau.routing.Route;
import org.sceau.routing.WithoutConsent;

/** The lines of the operator interface. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode transfer(TransferLine line) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", line.id().toString());
        node.put("received", line.accepted().toString());
        node.put("sender", line.sender().toString());
        node.put("route", line.route().toString());
        node.put("mode", lower(line.mode()));
        node.put("documents", line.documents());
        node.put("sizeBytes", line.sizeBytes());
        ArrayNode deliveries = node.putArray("deliveries");
        line.deliveries().forEach(delivery -> deliveries.add(delivery(delivery)));
        return node;
    }

    private static ObjectNode delivery(DeliveryLine line) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", line.id().toString());
        node.put("recipient", line.recipient().toString());
        node.put("way", lower(line.way()));
        node.put("state", lower(line.state()));
        node.put("attempt", line.attempt());
        node.put("due", line.due().toString());
        node.put("limit", line.limit().toString());
        line.reason().ifPresent(reason -> node.put("reason", reason));
        return node;
    }

    static ObjectNode receipt(ReceiptFile receipt, Optional<byte[]> cose) {
        ObjectNode node = receipt(receipt);
        cose.ifPresent(file -> node.put("cose", file));
        return node;
    }

    static ObjectNode receipt(ReceiptFile receipt) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", receipt.id().toString());
        node.put("event", receipt.event().label());
        node.put("file", Base64.getEncoder().encodeToString(receipt.content()));
        try {
            JsonNode entry = MAPPER.readTree(receipt.content()).path("entry");
            for (String part : List.of("recipient", "time", "rule", "decision")) {
                if (entry.has(part)) {
                    node.put(part, entry.path(part).asText());
                }
            }
            node.put("quality", entry.at("/actor/quality").asText());
            node.put("method", entry.at("/actor/method").asText());
        } catch (IOException e) {
            throw new IllegalStateException("a receipt is JSON");
        }
        return node;
    }

    static String withoutConsent(Route route) {
        return switch (route.withoutConsent()) {
            case WithoutConsent.Refuse _ -> "refuse";
            case WithoutConsent.Permit permit -> "permit: " + permit.legalBasis();
        };
    }

    /** {@code READER_ONLY} as {@code reader-only}. */
    static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
