package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

/**
 * JSON without blanks, members sorted by UTF-16 code units, strings as RFC 8785 writes them, numbers as they were sent:
 * 1.50 stays 1.50, for FHIR's decimals mean their digits (FHIR R4 canonical JSON; standards.md 1.4).
 */
final class CanonicalForm {
    private final BiPredicate<String, Boolean> left;
    private final UnaryOperator<String> text;
    private final StringBuilder out = new StringBuilder();

    /** {@code left} says of a member, by its name and whether it stands at the top, that it is left out. */
    CanonicalForm(BiPredicate<String, Boolean> left, UnaryOperator<String> text) {
        this.left = left;
        this.text = text;
    }

    static String of(JsonNode node) {
        return new CanonicalForm((name, top) -> false, value -> value).write(node);
    }

    String write(JsonNode node) {
        node(node, true);
        return out.toString();
    }

    private void node(JsonNode node, boolean top) {
        if (node.isObject()) {
            TreeMap<String, JsonNode> members = new TreeMap<>();
            node.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            out.append('{');
            String separator = "";
            for (var member : members.entrySet()) {
                if (!left.test(member.getKey(), top)) {
                    out.append(separator);
                    string(member.getKey());
                    out.append(':');
                    node(member.getValue(), false);
                    separator = ",";
                }
            }
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            for (int i = 0; i < node.size(); i++) {
                out.append(i == 0 ? "" : ",");
                node(node.path(i), false);
            }
            out.append(']');
        } else if (node.isTextual()) {
            string(text.apply(node.textValue()));
        } else {
            out.append(node.asText());
        }
    }

    private void string(String value) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                out.append(value, written, i);
                escaped(c);
                written = i + 1;
            }
        }
        out.append(value, written, value.length()).append('"');
    }

    private void escaped(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append("\\u00").append(c < 16 ? "0" : "1").append(Character.forDigit(c % 16, 16));
        }
    }
}
