package org.sceau.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonInteger;
import org.sceau.proof.JsonValue.JsonObject;
import org.sceau.proof.JsonValue.JsonString;

/** Takes the members of a JSON object one by one and refuses what is missing, of another type, or left over. */
final class Members {
    private final Part part;
    private final Map<String, JsonValue> left;

    Members(Part part, JsonValue value, String where) {
        if (!(value instanceof JsonObject object)) {
            throw new MalformedProof(part, Reason.VALUE_INVALID, where);
        }
        this.part = part;
        this.left = new TreeMap<>(object.members());
    }

    JsonValue take(String name) {
        JsonValue value = left.remove(name);
        if (value == null) {
            throw new MalformedProof(part, Reason.MEMBER_MISSING, name);
        }
        return value;
    }

    Optional<JsonValue> takeIfPresent(String name) {
        @Nullable JsonValue value = left.remove(name);
        return Optional.ofNullable(value);
    }

    String text(String name) {
        return text(take(name), name);
    }

    Optional<String> optionalText(String name) {
        return takeIfPresent(name).map(value -> text(value, name));
    }

    long integer(String name) {
        if (take(name) instanceof JsonInteger integer) {
            return integer.value();
        }
        throw invalid(name);
    }

    void constant(String name, String wanted) {
        if (!text(name).equals(wanted)) {
            throw invalid(name);
        }
    }

    void constant(String name, long wanted) {
        if (integer(name) != wanted) {
            throw invalid(name);
        }
    }

    Members object(String name) {
        return new Members(part, take(name), name);
    }

    /** The only member, an object. */
    Members only(String name) {
        Members inner = object(name);
        end();
        return inner;
    }

    List<JsonValue> items(String name) {
        if (take(name) instanceof JsonArray array) {
            return array.items();
        }
        throw invalid(name);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonValue item : items(name)) {
            texts.add(text(item, name));
        }
        return texts;
    }

    Digest digest(String name) {
        return digest(text(name), name);
    }

    Digest digest(String text, String name) {
        return StrictBase64.sha256(part, text, name);
    }

    /** All members, each a digest under a name that {@link Tokens} admits. */
    SortedMap<String, Digest> digests(String name) {
        Members inner = object(name);
        SortedMap<String, Digest> digests = new TreeMap<>();
        for (String key : List.copyOf(inner.left.keySet())) {
            if (!Tokens.isToken(key)) {
                throw invalid(name);
            }
            digests.put(key, inner.digest(inner.text(key), name));
        }
        return digests;
    }

    boolean isEmpty() {
        return left.isEmpty();
    }

    /** Refuses members that nobody took: nothing would protect or explain them. */
    void end() {
        if (!left.isEmpty()) {
            throw new MalformedProof(part, Reason.MEMBER_UNKNOWN, "");
        }
    }

    MalformedProof invalid(String name) {
        return new MalformedProof(part, Reason.VALUE_INVALID, name);
    }

    private String text(JsonValue value, String name) {
        if (value instanceof JsonString string) {
            return string.value();
        }
        throw invalid(name);
    }
}
