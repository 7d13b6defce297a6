package org.sceau.proof;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonBoolean;
import org.sceau.proof.JsonValue.JsonInteger;
import org.sceau.proof.JsonValue.JsonNull;
import org.sceau.proof.JsonValue.JsonObject;
import org.sceau.proof.JsonValue.JsonString;

/** Reads RFC 8259 JSON strictly: UTF-8 without exception, no duplicate member, no unpaired surrogate, integers only. */
final class JsonScanner {
    /** Levels of nesting; our deepest format has five, a JAdES header of others a few more. */
    private static final int MAX_DEPTH = 16;

    private final Part part;
    private final String text;
    private int at;

    private JsonScanner(Part part, String text) {
        this.part = part;
        this.text = text;
    }

    static JsonValue read(Part part, byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedProof(part, Reason.NOT_JSON, "");
        }
        JsonScanner scanner = new JsonScanner(part, text);
        JsonValue value = scanner.value(0);
        scanner.blanks();
        if (scanner.at != text.length()) {
            throw scanner.refused();
        }
        return value;
    }

    private JsonValue value(int depth) {
        if (depth > MAX_DEPTH) {
            throw refused();
        }
        blanks();
        char c = peek();
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new JsonString(string());
            case 't' -> literal("true", new JsonBoolean(true));
            case 'f' -> literal("false", new JsonBoolean(false));
            case 'n' -> literal("null", new JsonNull());
            default -> integer();
        };
    }

    private JsonValue object(int depth) {
        Map<String, JsonValue> members = new HashMap<>();
        at++;
        blanks();
        if (peek() == '}') {
            at++;
            return new JsonObject(members);
        }
        while (true) {
            blanks();
            String name = string();
            blanks();
            expect(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw refused();
            }
            blanks();
            if (peek() == '}') {
                at++;
                return new JsonObject(members);
            }
            expect(',');
        }
    }

    private JsonValue array(int depth) {
        List<JsonValue> items = new ArrayList<>();
        at++;
        blanks();
        if (peek() == ']') {
            at++;
            return new JsonArray(items);
        }
        while (true) {
            items.add(value(depth + 1));
            blanks();
            if (peek() == ']') {
                at++;
                return new JsonArray(items);
            }
            expect(',');
        }
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return wellFormed(out);
            } else if (c == '\\') {
                out.append(escaped());
            } else if (c < 0x20) {
                throw refused();
            } else {
                out.append(c);
            }
        }
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int unit = 0;
                for (int i = 0; i < 4; i++) {
                    char h = next();
                    int digit = h < 0x80 ? Character.digit(h, 16) : -1;
                    if (digit < 0) {
                        throw refused();
                    }
                    unit = (unit << 4) | digit;
                }
                yield (char) unit;
            }
            default -> throw refused();
        };
    }

    private String wellFormed(StringBuilder out) {
        for (int i = 0; i < out.length(); i++) {
            if (Character.isSurrogate(out.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(out.codePointAt(i))) {
                    throw refused();
                }
                i++;
            }
        }
        return out.toString();
    }

    private JsonValue integer() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        int count = at - digits;
        boolean more = at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0;
        boolean leadingZero = count > 0 && text.charAt(digits) == '0' && (count > 1 || digits > start);
        if (count == 0 || count > 16 || more || leadingZero) {
            throw refused();
        }
        long value = Long.parseLong(text.substring(start, at));
        if (value > JsonInteger.LARGEST || value < -JsonInteger.LARGEST) {
            throw refused();
        }
        return new JsonInteger(value);
    }

    private JsonValue literal(String word, JsonValue value) {
        if (!text.startsWith(word, at)) {
            throw refused();
        }
        at += word.length();
        return value;
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw refused();
        }
        return text.charAt(at);
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw refused();
        }
    }

    private MalformedProof refused() {
        return new MalformedProof(part, Reason.NOT_JSON, "");
    }
}
