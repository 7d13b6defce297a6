package org.sceau.routing;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.sceau.proof.Digest;

/**
 * What was in force when a decision was taken: SHA-256 of the route's file under {@code route}, of {@code access.yaml} under
 * {@code access}, and of the list of all files of {@code conf/} with their digests under {@code configuration}. Names no
 * partner.
 *
 * @param digests by the name under which entries carry them
 */
public record Revisions(NavigableMap<String, Digest> digests) {

    /** Copies its map. */
    public Revisions {
        digests = Collections.unmodifiableNavigableMap(new TreeMap<>(digests));
    }

    /** No route was chosen. */
    public static Revisions of(Digest configuration) {
        return new Revisions(new TreeMap<>(Map.of("configuration", configuration)));
    }

    /** The same with the digest of another file. */
    public Revisions with(String name, Digest digest) {
        NavigableMap<String, Digest> more = new TreeMap<>(digests);
        more.put(name, digest);
        return new Revisions(more);
    }

    /** A route was chosen. */
    public static Revisions of(Digest configuration, Digest route) {
        return new Revisions(new TreeMap<>(Map.of("configuration", configuration, "route", route)));
    }
}
