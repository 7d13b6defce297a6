package org.sceau.proof;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonInteger;
import org.sceau.proof.JsonValue.JsonObject;
import org.sceau.proof.JsonValue.JsonString;

/** A JSON object while it is put together. For one thread. */
final class ObjectDraft {
    private final Map<String, JsonValue> members = new TreeMap<>();

    ObjectDraft put(String name, JsonValue value) {
        if (members.put(name, value) != null) {
            throw new IllegalStateException("member twice: " + name);
        }
        return this;
    }

    ObjectDraft put(String name, String value) {
        return put(name, new JsonString(value));
    }

    ObjectDraft put(String name, long value) {
        return put(name, new JsonInteger(value));
    }

    ObjectDraft putIfPresent(String name, Optional<String> value) {
        value.ifPresent(text -> put(name, text));
        return this;
    }

    ObjectDraft putTexts(String name, List<String> values) {
        return put(name, JsonArray.ofTexts(values));
    }

    ObjectDraft putDigests(String name, Map<String, Digest> values) {
        ObjectDraft inner = new ObjectDraft();
        values.forEach((key, value) -> inner.put(key, value.base64Url()));
        return put(name, inner.done());
    }

    JsonObject done() {
        return new JsonObject(members);
    }
}
