package org.sceau.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The bytes that an author may have signed: a canonical JSON form of the document (FHIR R4, canonical JSON; the part after
 * {@code #} of the canonicalization named) without its signature, or the received bytes without the signature member.
 */
final class SignedForms {
    private static final String CANONICAL = "http://hl7.org/fhir/canonicalization/json";

    private SignedForms() {}

    /** {@code named} is what targetFormat or the header's {@code canon} says; where neither does, the usual ones. */
    static List<byte[]> of(JsonNode bundle, byte[] received, String named) {
        int start = named.indexOf(CANONICAL);
        if (start >= 0) {
            String part = named.substring(start + CANONICAL.length());
            int end = part.indexOf(' ');
            return List.of(canonical(bundle, end < 0 ? part : part.substring(0, end)));
        }
        List<byte[]> forms = new ArrayList<>();
        without(received).ifPresent(forms::add);
        forms.add(canonical(bundle, "#document"));
        forms.add(canonical(bundle, ""));
        return forms;
    }

    private static byte[] canonical(JsonNode bundle, String part) {
        ObjectNode copy = bundle.deepCopy();
        copy.remove("signature");
        provenances(copy);
        switch (part) {
            case "#document" -> copy.remove(List.of("id", "meta"));
            case "#data" -> prune(copy, false);
            case "#static" -> prune(copy, true);
            default -> {}
        }
        return CanonicalForm.of(copy).getBytes(StandardCharsets.UTF_8);
    }

    /** Signatures placed in a Provenance about the Bundle are not part of what is signed (FHIR R6 draft). */
    private static void provenances(ObjectNode bundle) {
        if (bundle.path("entry") instanceof ArrayNode entries) {
            for (Iterator<JsonNode> each = entries.iterator(); each.hasNext(); ) {
                if (aboutBundle(each.next().path("resource"), bundle)) {
                    each.remove();
                }
            }
        }
    }

    /** A Provenance with a signature whose target is this Bundle. */
    static boolean aboutBundle(JsonNode provenance, JsonNode bundle) {
        if (!Fhir.type(provenance).equals("Provenance") || !provenance.has("signature")) {
            return false;
        }
        for (JsonNode target : provenance.path("target")) {
            String reference = Fhir.text(target, "reference");
            boolean named = References.typeOf(reference).equals("Bundle")
                    || (target.path("identifier").has("value")
                            && Fhir.identity(target.path("identifier"))
                                    .equals(Fhir.identity(bundle.path("identifier"))));
            if (named) {
                return true;
            }
        }
        return false;
    }

    private static void prune(JsonNode node, boolean meta) {
        if (node instanceof ObjectNode object) {
            if (object.path("text").has("div")) {
                object.remove("text");
            }
            if (meta && object.has("resourceType")) {
                object.remove("meta");
            }
        }
        for (JsonNode child : node) {
            prune(child, meta);
        }
    }

    /** The received bytes with the member {@code signature} of the document cut out, and the comma that joined it. */
    private static Optional<byte[]> without(byte[] received) {
        try (JsonParser parser = Trees.parser(received)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth == 1
                        && token == JsonToken.FIELD_NAME
                        && parser.currentName().equals("signature")) {
                    int from = (int) parser.currentTokenLocation().getByteOffset();
                    parser.nextToken();
                    parser.skipChildren();
                    return Optional.of(
                            cut(received, from, (int) parser.currentLocation().getByteOffset()));
                }
            }
        } catch (IOException malformed) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static byte[] cut(byte[] received, int from, int to) {
        int start = from - 1;
        while (start > 0 && received[start] <= ' ') {
            start--;
        }
        int end = to;
        if (received[start] != ',') {
            start = from - 1;
            while (end < received.length && (received[end] <= ' ' || received[end] == ',')) {
                end++;
            }
            start++;
        }
        byte[] left = Arrays.copyOf(received, start + received.length - end);
        System.arraycopy(received, end, left, start, received.length - end);
        return left;
    }
}
