package org.sceau.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/**
 * The revocation lists at hand, of each authority, scope and key the newest complete one, every delta, and opposed cards.
 * Immutable.
 */
final class Revocations {
    private static final Comparator<RevocationList> NEWEST_FIRST = Comparator.comparing(RevocationList::issued)
            .thenComparing(list -> list.heard())
            .reversed();

    private final Map<X500Principal, List<RevocationList>> complete;
    private final Map<X500Principal, List<RevocationList>> deltas;
    private final Oppositions oppositions;
    private final CardOppositions directory;
    private final Map<X509Certificate, OcspAnswer> answers;
    private final Duration maximumAge;

    private Revocations(
            Collection<RevocationList> lists,
            Oppositions oppositions,
            CardOppositions directory,
            Map<X509Certificate, OcspAnswer> answers,
            Duration maximumAge) {
        this.complete = newest(lists.stream().filter(list -> list.base().isEmpty()));
        this.deltas = lists.stream()
                .filter(list -> list.base().isPresent())
                .sorted(NEWEST_FIRST)
                .collect(Collectors.groupingBy(RevocationList::issuer));
        this.oppositions = oppositions;
        this.directory = directory;
        this.answers = Map.copyOf(answers);
        this.maximumAge = maximumAge;
    }

    /**
     * These lists.
     *
     * @param maximumAge how long a list counts after its source last confirmed it, although its next one may be due later
     */
    static Revocations of(Collection<RevocationList> lists, Duration maximumAge) {
        return of(lists, Oppositions.NONE, CardOppositions.NONE, Map.of(), maximumAge);
    }

    /** These lists, opposed cards of the file, whoever else knows of such, and answers of responders. */
    static Revocations of(
            Collection<RevocationList> lists,
            Oppositions oppositions,
            CardOppositions directory,
            Map<X509Certificate, OcspAnswer> answers,
            Duration maximumAge) {
        return new Revocations(lists, oppositions, directory, answers, maximumAge);
    }

    /** Complete lists of one of these authorities. */
    List<RevocationList> complete(Set<X500Principal> listers) {
        List<RevocationList> found = new ArrayList<>();
        listers.forEach(lister -> found.addAll(complete.getOrDefault(lister, List.of())));
        return found;
    }

    /** What brings a complete list up to date, the newest first. */
    List<RevocationList> deltas(RevocationList list) {
        return deltas.getOrDefault(list.issuer(), List.of()).stream()
                .filter(list::isUpdatedBy)
                .toList();
    }

    /**
     * Whether something that counts would be lost if a source's list gave way to {@code other}: a delta to one that does
     * not bring the same complete lists up to date, a complete list that is not too old to one of another sequence.
     */
    boolean loses(RevocationList list, RevocationList other, Instant at) {
        if (list.base().isPresent()) {
            return complete(Set.of(list.issuer())).stream()
                    .anyMatch(updated -> updated.isUpdatedBy(list) && !updated.isUpdatedBy(other));
        }
        return (other.base().isPresent() || !Sequence.of(other).equals(Sequence.of(list)))
                && at.isBefore(list.freshUntil(maximumAge));
    }

    /** What a responder said of a certificate. */
    Optional<OcspAnswer> answer(X509Certificate certificate) {
        return Optional.ofNullable(answers.get(certificate));
    }

    /** From when the card of a certificate is opposed; empty when it is not. */
    Optional<Instant> opposed(X509Certificate certificate) {
        return oppositions.since(certificate).or(() -> directory.since(certificate));
    }

    /** Until when it counts that the directory opposed nothing. */
    Instant silenceUntil(X509Certificate certificate) {
        return directory.silenceUntil(certificate);
    }

    /** How they stand at a time; a complete list that a delta brings up to date counts as the delta does. */
    RevocationState state(Instant at, int failing) {
        List<RevocationList> all = Stream.concat(complete.values().stream(), deltas.values().stream())
                .flatMap(List::stream)
                .toList();
        List<RevocationList> counting = complete.values().stream()
                .flatMap(List::stream)
                .map(list -> deltas(list).stream().findFirst().orElse(list))
                .toList();
        Duration age = counting.stream()
                .map(list -> Duration.between(list.heard(), at))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new RevocationState(
                all.size(),
                all.stream().mapToInt(RevocationList::entries).sum(),
                (int) counting.stream()
                        .filter(list -> !at.isBefore(list.freshUntil(maximumAge)))
                        .count(),
                age,
                failing);
    }

    Duration maximumAge() {
        return maximumAge;
    }

    /** Of the same list from two places, the one that was confirmed last. */
    private static Map<X500Principal, List<RevocationList>> newest(Stream<RevocationList> lists) {
        Map<Sequence, RevocationList> newest = new HashMap<>();
        lists.sorted(NEWEST_FIRST).forEach(list -> newest.putIfAbsent(Sequence.of(list), list));
        return newest.values().stream().collect(Collectors.groupingBy(RevocationList::issuer));
    }

    /** What successive lists have in common. */
    private record Sequence(X500Principal issuer, String key, ListScope scope) {
        static Sequence of(RevocationList list) {
            return new Sequence(list.issuer(), list.authorityKey(), list.scope());
        }
    }
}
