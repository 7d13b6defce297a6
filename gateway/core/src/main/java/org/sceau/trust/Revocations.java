package org.sceau.trust;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * The revocation lists at hand: of each authority, scope and key the newest complete one and the newest delta. Immutable.
 */
final class Revocations {
    private final Map<X500Principal, List<RevocationList>> complete;
    private final Map<X500Principal, List<RevocationList>> deltas;
    private final Duration maximumAge;

    private Revocations(Collection<RevocationList> lists, Duration maximumAge) {
        this.complete = byIssuer(lists.stream().filter(list -> list.base().isEmpty()));
        this.deltas = byIssuer(lists.stream().filter(list -> list.base().isPresent()));
        this.maximumAge = maximumAge;
    }

    /**
     * These lists.
     *
     * @param maximumAge how long a list counts after its source last confirmed it, although its next one may be due later
     */
    static Revocations of(Collection<RevocationList> lists, Duration maximumAge) {
        return new Revocations(lists, maximumAge);
    }

    /** Complete lists of one of these authorities. */
    List<RevocationList> complete(Set<X500Principal> listers) {
        List<RevocationList> found = new ArrayList<>();
        listers.forEach(lister -> found.addAll(complete.getOrDefault(lister, List.of())));
        return found;
    }

    /** What brings a complete list up to date. */
    List<RevocationList> deltas(RevocationList list) {
        return deltas.getOrDefault(list.issuer(), List.of()).stream()
                .filter(list::isUpdatedBy)
                .toList();
    }

    Duration maximumAge() {
        return maximumAge;
    }

    private static Map<X500Principal, List<RevocationList>> byIssuer(Stream<RevocationList> lists) {
        Map<String, RevocationList> newest = new TreeMap<>();
        lists.forEach(list -> newest.merge(
                list.issuer().getName(X500Principal.CANONICAL) + '\n' + list.authorityKey() + '\n' + list.scope(),
                list,
                (one, other) -> one.issued().isBefore(other.issued()) ? other : one));
        return newest.values().stream().collect(Collectors.groupingBy(RevocationList::issuer));
    }
}
