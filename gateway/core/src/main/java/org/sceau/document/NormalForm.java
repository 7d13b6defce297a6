package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.sceau.intake.Extracted;
import org.sceau.intake.Split;
import org.sceau.proof.Digest;

/**
 * Metadata reduced to what they say, so that the same thing sent twice is seen to be the same: fullUrls become the index
 * of their entry, ids that a POST does not keep are left out, formatting and serialisation are gone, and a payload is its
 * SHA-256.
 */
final class NormalForm {
    private NormalForm() {}

    static Digest of(Split split, JsonNode metadata) {
        StringBuilder text = new StringBuilder(split.interaction().name());
        Map<String, String> urls = new HashMap<>();
        for (int i = 0; i < metadata.path("entry").size(); i++) {
            String fullUrl = Fhir.text(metadata.path("entry").path(i), "fullUrl");
            if (!fullUrl.isEmpty()) {
                urls.put(fullUrl, "entry:" + i);
            }
        }
        JsonNode bare = metadata.deepCopy();
        for (Extracted payload : split.payloads()) {
            text.append('\n')
                    .append(payload.entry())
                    .append(' ')
                    .append(payload.payload().sha256().hex());
            remove(bare, payload);
        }
        ids(bare);
        String canonical = new CanonicalForm(
                        (name, top) -> name.equals("fullUrl") || (top && name.equals("id")),
                        value -> urls.getOrDefault(
                                value, value.startsWith("<div") ? value.replaceAll("\\s+", "") : value))
                .write(bare);
        return Digest.sha256(text.append('\n').append(canonical).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void remove(JsonNode metadata, Extracted payload) {
        JsonNode holder = switch (payload.kind()) {
            case BINARY -> metadata.path("entry").path(payload.entry()).path("resource");
            case NESTED_DOCUMENT -> metadata.path("entry").path(payload.entry());
            case ATTACHMENT -> metadata.path("content").path(0).path("attachment");
            case WHOLE_BODY -> metadata;
        };
        if (holder instanceof ObjectNode object) {
            switch (payload.kind()) {
                case BINARY, ATTACHMENT -> object.remove("data");
                case NESTED_DOCUMENT -> object.remove("resource");
                case WHOLE_BODY -> object.removeAll();
            }
        }
    }

    private static void ids(JsonNode metadata) {
        for (JsonNode entry : metadata.path("entry")) {
            boolean created = Fhir.text(entry.path("request"), "method").equals("POST");
            if (created && entry.path("resource") instanceof ObjectNode resource) {
                resource.remove("id");
            }
        }
    }
}
