package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms of literal references (R4, 2.3.0.1). */
final class References {
    private static final Pattern LITERAL = Pattern.compile(
            "(?:(https?://[^?#]+)/)?([A-Z][A-Za-z]+)/([A-Za-z0-9\\-.]{1,64})(?:/_history/[A-Za-z0-9\\-.]{1,64})?");

    private References() {}

    /** The resource type that a relative or RESTful absolute reference names; empty for others. */
    static String typeOf(String reference) {
        Matcher literal = LITERAL.matcher(reference);
        return literal.matches() ? literal.group(2) : "";
    }

    /** The id that it names; empty for others. */
    static String idOf(String reference) {
        Matcher literal = LITERAL.matcher(reference);
        return literal.matches() ? literal.group(3) : "";
    }

    /** The server it names, without final slash; empty for relative references and others. */
    static String baseOf(String reference) {
        Matcher literal = LITERAL.matcher(reference);
        return literal.matches() && literal.group(1) != null ? literal.group(1) : "";
    }

    /** {@code Type/id}. */
    static boolean relative(String reference) {
        return !typeOf(reference).isEmpty() && baseOf(reference).isEmpty();
    }

    /** {@code urn:uuid:} or {@code urn:oid:}: must lead to a fullUrl of the same Bundle. */
    static boolean local(String reference) {
        return reference.startsWith("urn:uuid:") || reference.startsWith("urn:oid:");
    }

    /** Every literal reference below a node. */
    static void collect(JsonNode node, Set<String> into) {
        JsonNode reference = node.path("reference");
        if (node.isObject() && reference.isTextual()) {
            into.add(reference.textValue());
        }
        for (JsonNode child : node) {
            collect(child, into);
        }
    }
}
