package org.sceau.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sceau.proof.JsonValue.JsonArray;

/** The openings of one entry, each name once, in the order of their names. Immutable. */
public record Openings(List<Opening> all) {
    /** Nothing opened. */
    public static final Openings NONE = new Openings(List.of());

    /** Orders and copies; refuses a name that stands twice. */
    public Openings {
        Map<String, Opening> byName = new TreeMap<>();
        for (Opening opening : all) {
            if (byName.put(opening.name(), opening) != null) {
                throw new MalformedProof(Part.OPENING, Reason.VALUE_INVALID, opening.name());
            }
        }
        all = List.copyOf(byName.values());
    }

    /** The salted digests by name: what an entry states. */
    public SortedMap<String, Digest> digests() {
        SortedMap<String, Digest> digests = new TreeMap<>();
        for (Opening opening : all) {
            digests.put(opening.name(), opening.digest());
        }
        return Collections.unmodifiableSortedMap(digests);
    }

    /** Canonical bytes, for keeping openings (encrypted: they link an entry to its content). */
    public byte[] encode() {
        return CanonicalJson.encode(toJson());
    }

    /** Reads what {@link #encode} made; throws {@link MalformedProof} on anything else. */
    public static Openings decode(byte[] content) {
        return fromJson(CanonicalJson.decode(Part.OPENING, content));
    }

    JsonArray toJson() {
        List<JsonValue> items = new ArrayList<>();
        for (Opening opening : all) {
            items.add(opening.toJson());
        }
        return new JsonArray(items);
    }

    static Openings fromJson(JsonValue value) {
        if (!(value instanceof JsonArray array)) {
            throw new MalformedProof(Part.OPENING, Reason.VALUE_INVALID, "openings");
        }
        List<Opening> openings = new ArrayList<>();
        for (JsonValue item : array.items()) {
            openings.add(Opening.fromJson(item));
        }
        Openings read = new Openings(openings);
        if (!read.all().equals(openings)) {
            throw new MalformedProof(Part.OPENING, Reason.NOT_CANONICAL, "openings");
        }
        return read;
    }
}
