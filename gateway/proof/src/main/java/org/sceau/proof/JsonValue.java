package org.sceau.proof;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JSON value of our own formats: everything of RFC 8259 but numbers that are not integers. Immutable. */
public sealed interface JsonValue {

    /** An object; members are kept in the order of RFC 8785 section 3.2.3 (UTF-16 code units). */
    record JsonObject(Map<String, JsonValue> members) implements JsonValue {
        /** Copies and orders. */
        public JsonObject {
            members = Collections.unmodifiableMap(new TreeMap<>(members));
        }
    }

    /** An array. */
    record JsonArray(List<JsonValue> items) implements JsonValue {
        /** Copies. */
        public JsonArray {
            items = List.copyOf(items);
        }

        /** An array of strings. */
        public static JsonArray ofTexts(List<String> texts) {
            return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
        }
    }

    /** A string of Unicode characters; unpaired surrogates cannot be encoded. */
    record JsonString(String value) implements JsonValue {}

    /** An integer that every JSON implementation keeps: at most 2^53 - 1 in magnitude (RFC 7493 section 2.2). */
    record JsonInteger(long value) implements JsonValue {
        static final long LARGEST = (1L << 53) - 1;

        /** Checks the range. */
        public JsonInteger {
            if (value > LARGEST || value < -LARGEST) {
                throw new IllegalArgumentException("an integer beyond 2^53 - 1");
            }
        }
    }

    /** {@code true} or {@code false}. */
    record JsonBoolean(boolean value) implements JsonValue {}

    /** {@code null}. */
    record JsonNull() implements JsonValue {}
}
