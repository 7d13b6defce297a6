package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonBoolean;
import org.sceau.proof.JsonValue.JsonInteger;
import org.sceau.proof.JsonValue.JsonNull;
import org.sceau.proof.JsonValue.JsonObject;
import org.sceau.proof.JsonValue.JsonString;

/**
 * The canonical form of JSON (RFC 8785, JCS) for our own formats: one value has exactly one encoding, and only that
 * encoding is read. Numbers that are not integers are outside its domain and refused.
 *
 * <p>Without state; safe for use by several threads.
 */
public final class CanonicalJson {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private CanonicalJson() {}

    /** The canonical bytes of {@code value}; throws IllegalArgumentException on a string with an unpaired surrogate. */
    public static byte[] encode(JsonValue value) {
        StringBuilder out = new StringBuilder(512);
        write(value, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads canonical bytes.
     *
     * @throws MalformedProof on anything that is not byte for byte what {@link #encode} makes
     */
    public static JsonValue decode(byte[] content) {
        return decode(Part.FILE, content);
    }

    static JsonValue decode(Part part, byte[] content) {
        JsonValue value = read(part, content);
        if (!Arrays.equals(encode(value), content)) {
            throw new MalformedProof(part, Reason.NOT_CANONICAL, "");
        }
        return value;
    }

    /** Reads any JSON of the same domain, canonical or not: for headers that others made and a signature protects. */
    static JsonValue read(Part part, byte[] content) {
        return JsonScanner.read(part, content);
    }

    private static void write(JsonValue value, StringBuilder out) {
        switch (value) {
            case JsonObject object -> writeObject(object, out);
            case JsonArray array -> {
                char before = '[';
                for (JsonValue item : array.items()) {
                    out.append(before);
                    write(item, out);
                    before = ',';
                }
                out.append(before == '[' ? "[]" : "]");
            }
            case JsonString string -> writeString(string.value(), out);
            case JsonInteger integer -> out.append(integer.value());
            case JsonBoolean bool -> out.append(bool.value());
            case JsonNull ignored -> out.append("null");
        }
    }

    private static void writeObject(JsonObject object, StringBuilder out) {
        char before = '{';
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            out.append(before);
            writeString(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 || c == '"' || c == '\\') {
                out.append(text, written, i);
                escape(c, out);
                written = i + 1;
            } else if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException("unpaired surrogate");
                }
                i++;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private static void escape(char c, StringBuilder out) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
        }
    }
}
