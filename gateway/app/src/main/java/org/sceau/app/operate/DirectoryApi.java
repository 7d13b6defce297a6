package org.sceau.app.operate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.sceau.directory.Directory;
import org.sceau.directory.DirectoryRefresher;
import org.sceau.directory.DirectoryState;
import org.sceau.directory.EncryptionCertificate;
import org.sceau.directory.Entry;
import org.sceau.directory.Identifier;
import org.sceau.directory.Names;
import org.sceau.directory.RecipientKeys;
import org.sceau.failure.FailureCode;

/**
 * {@code GET /api/directory/entries?text=}: who is known by an identifier or a name, and whether there is a key to encrypt for
 * it or why not. {@code POST /api/directory/refresh}: looks at the sources at once;
 * {@code ?even-shrunk=1} believes one that says far less than before. Thread-safe.
 */
public final class DirectoryApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST = 100;

    private final Directory directory;
    private final DirectoryRefresher refresher;
    private final Function<Identifier, RecipientKeys.Found> keys;

    /** Answers out of {@code directory}; {@code keys} finds as decisions do, in the suites that are allowed now. */
    public DirectoryApi(
            Directory directory, DirectoryRefresher refresher, Function<Identifier, RecipientKeys.Found> keys) {
        this.directory = directory;
        this.refresher = refresher;
        this.keys = keys;
    }

    ObjectNode answer(HttpExchange exchange) {
        return switch (exchange.getRequestMethod() + " "
                + exchange.getRequestURI().getPath()) {
            case "GET /api/directory/entries" ->
                find(OperatorApi.query(exchange.getRequestURI()).getOrDefault("text", ""));
            case "POST /api/directory/refresh" ->
                refresh(OperatorApi.query(exchange.getRequestURI()).containsKey("even-shrunk"));
            default -> throw new OperatorApi.Unanswered(404, "not found");
        };
    }

    private ObjectNode refresh(boolean evenShrunk) {
        boolean read = refresher
                .tryRefresh(evenShrunk)
                .orElseThrow(() -> new OperatorApi.Unanswered(409, "the sources are being asked"));
        DirectoryState state = refresher.state();
        ObjectNode answer = JSON.objectNode().put("whole", read && state.late().isEmpty());
        DirectoryStatus.put(answer, state);
        return answer;
    }

    private ObjectNode find(String text) {
        Directory.InForce inForce = directory.now();
        List<Entry> found = inForce.matching(entry -> fits(entry, text), MOST + 1);
        ObjectNode answer = JSON.objectNode();
        ArrayNode rows = answer.putArray("entries");
        found.stream().limit(MOST).forEach(entry -> rows.add(row(entry)));
        ArrayNode late = answer.putArray("late");
        inForce.late().forEach(late::add);
        return answer.put("more", found.size() > MOST);
    }

    private ObjectNode row(Entry entry) {
        ObjectNode row = JSON.objectNode()
                .put("kind", entry.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .put("name", name(entry));
        ArrayNode identifiers = row.putArray("identifiers");
        entry.identifiers().forEach(identifier -> identifiers.add(identifier.toString()));
        key(entry).ifPresent(key -> row.put("key", key));
        return row.put("id", entry.id());
    }

    /** Of several identifiers the first with a key; where none has one, the reason of the first that says more than that. */
    private Optional<String> key(Entry entry) {
        Optional<FailureCode> why = Optional.empty();
        for (Identifier identifier : entry.identifiers()) {
            RecipientKeys.Found found = keys.apply(identifier);
            if (found instanceof RecipientKeys.Found.Key(EncryptionCertificate certificate)) {
                return Optional.of("until "
                        + certificate.certificate().getNotAfter().toInstant().toString());
            }
            boolean plain = why.filter(code -> code != FailureCode.RECIPIENT_KEY_UNUSABLE)
                    .isEmpty();
            why = plain ? found.failure() : why;
        }
        return why.map(code -> code.code() + " " + code.name().toLowerCase(Locale.ROOT));
    }

    private static boolean fits(Entry entry, String text) {
        if (!(entry instanceof Entry.Organisation) && !(entry instanceof Entry.Practitioner)) {
            return false;
        }
        return text.isEmpty()
                || Names.plain(name(entry)).contains(Names.plain(text))
                || entry.identifiers().stream()
                        .anyMatch(identifier -> identifier.value().equals(text)
                                || identifier.toString().equals(text));
    }

    private static String name(Entry entry) {
        return switch (entry) {
            case Entry.Organisation organisation -> organisation.name();
            case Entry.Practitioner practitioner -> (practitioner.family() + " " + practitioner.given()).strip();
            case Entry.Role _, Entry.Endpoint _ -> "";
        };
    }
}
