package org.sceau.directory;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory in force, in memory: what {@code conf/partners} says, and what each source said last, until it is older than
 * the stated age. Thread-safe; asks no source, no file and no network.
 */
public final class Directory {
    private final Held configured;
    private final Map<String, String> aliases;
    private final Set<String> sources;
    private final Set<String> opposing;
    private final Duration maximumAge;
    private final InstantSource clock;
    private final Runnable changed;
    private volatile Map<String, Held> held = Map.of();

    /**
     * Nothing is known of any source yet.
     *
     * @param configured what never grows old
     * @param sources names of all others
     * @param maximumAge how long what a source said counts
     */
    public Directory(Entries configured, List<String> sources, Duration maximumAge, InstantSource clock) {
        this(configured, sources, Set.of(), maximumAge, clock, () -> {});
    }

    /**
     * The same.
     *
     * @param opposing those sources that say which cards are opposed
     * @param changed told when what a source says is in force
     */
    public Directory(
            Entries configured,
            List<String> sources,
            Set<String> opposing,
            Duration maximumAge,
            InstantSource clock,
            Runnable changed) {
        this.configured = new Held(configured, clock.instant());
        this.aliases = PartnerEntries.aliases(configured);
        this.sources = new LinkedHashSet<>(sources);
        this.opposing = Set.copyOf(opposing);
        this.maximumAge = maximumAge;
        this.clock = clock;
        this.changed = changed;
        if (this.sources.size() < sources.size()) {
            throw new DirectoryUnusable("two sources with the same name");
        }
    }

    /** Puts in force what a source says. */
    synchronized void replace(String source, Held said) {
        Map<String, Held> next = new LinkedHashMap<>();
        for (String name : sources) {
            @Nullable Held one = name.equals(source) ? said : held.get(name);
            if (one != null) {
                next.put(name, one);
            }
        }
        held = next;
        changed.run();
    }

    /** From when a certificate, or a card of one of these numbers, is opposed by any source, however old. */
    Optional<Instant> opposed(X509Certificate certificate, List<String> cards) {
        return held.values().stream()
                .flatMap(one -> one.entries().oppositions().since(certificate, cards).stream())
                .findFirst();
    }

    /** Until when it counts that no source opposes something; never where one was not had yet. */
    Instant silenceUntil() {
        Map<String, Held> all = held;
        return opposing.stream()
                .map(name -> Optional.ofNullable(all.get(name))
                        .map(one -> one.asOf().plus(maximumAge))
                        .orElse(Instant.EPOCH))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    /** What can be relied on now. */
    public InForce now() {
        Instant now = clock.instant();
        List<Held> fresh = new ArrayList<>();
        fresh.add(configured);
        List<String> late = new ArrayList<>();
        Map<String, Held> all = held;
        for (String name : sources) {
            @Nullable Held one = all.get(name);
            if (one == null || one.age(now).compareTo(maximumAge) > 0) {
                late.add(name);
            } else {
                fresh.add(one);
            }
        }
        return new InForce(fresh, late, aliases);
    }

    /** What is had of a source, however old. */
    Optional<Held> held(String source) {
        return Optional.ofNullable(held.get(source));
    }

    /** Certificates whose holder is known by this identifier, from whatever source, however long ago that was said. */
    Set<X509Certificate> everSaid(Identifier holder) {
        Set<X509Certificate> found = new LinkedHashSet<>(configured.entries().certificates(holder));
        held.values().forEach(one -> found.addAll(one.entries().certificates(holder)));
        return found;
    }

    /** Whether {@code conf/partners} gives the certificate to this identifier. */
    boolean isPinned(Identifier holder, X509Certificate certificate) {
        return configured.entries().certificates(holder).contains(certificate);
    }

    /** How it stands. */
    DirectoryState state(List<String> failing) {
        Instant now = clock.instant();
        Map<String, Held> all = held;
        int entries = configured.entries().size();
        int certificates = configured.entries().certificateCount();
        int opposed = 0;
        int leftOut = 0;
        Duration age = Duration.ZERO;
        for (Held one : all.values()) {
            entries += one.entries().size();
            certificates += one.entries().certificateCount();
            opposed += one.entries().oppositions().count();
            leftOut += one.entries().leftOut();
            age = age.compareTo(one.age(now)) < 0 ? one.age(now) : age;
        }
        Optional<Duration> oldest = all.size() < sources.size() ? Optional.empty() : Optional.of(age);
        return new DirectoryState(
                sources.size(), now().late(), failing, entries, certificates, opposed, leftOut, oldest, maximumAge);
    }

    /**
     * What can be relied on at a moment.
     *
     * @param fresh what {@code conf/partners} and sources say, in the order in which they count
     * @param late sources that are too old, or never answered: what they know is not known
     * @param aliases ids of structures that are partners, and the partners' ids
     */
    public record InForce(List<Held> fresh, List<String> late, Map<String, String> aliases) {

        /** Copies its lists. */
        public InForce {
            fresh = List.copyOf(fresh);
            late = List.copyOf(late);
            aliases = Map.copyOf(aliases);
        }

        /** Whether what is not found is not there. */
        public boolean isWhole() {
            return late.isEmpty();
        }

        /** The id of what this id stands for: a partner, where an extraction knows the same structure. */
        public String idOf(String id) {
            return aliases.getOrDefault(id, id);
        }

        /** The entry that this id stands for. */
        public Optional<Entry> get(String id) {
            String own = idOf(id);
            return fresh.stream()
                    .flatMap(held -> held.entries().get(own).stream())
                    .findFirst();
        }

        /** When what is said of the entry of this id was so. */
        public Optional<Instant> asOf(String id) {
            return fresh.stream()
                    .filter(held -> held.entries().get(id).isPresent())
                    .map(Held::asOf)
                    .findFirst();
        }

        /** Where the organisation of this id takes documents. */
        public Optional<Entry.Endpoint> endpointOf(String organisation) {
            return get(Entry.idOf("Endpoint", organisation))
                    .filter(Entry.Endpoint.class::isInstance)
                    .map(Entry.Endpoint.class::cast);
        }

        /** The entries with this identifier that fit, each once, at most {@code most}. */
        public List<Entry> known(Identifier identifier, Predicate<Entry> fits, int most) {
            return once(fresh.stream().flatMap(held -> held.entries().known(identifier).stream()), fits, most);
        }

        /** The entries that fit, each once, at most {@code most}. */
        public List<Entry> matching(Predicate<Entry> fits, int most) {
            return once(fresh.stream().flatMap(held -> held.entries().all().stream()), fits, most);
        }

        /** An entry that another source stands before is not there, whatever it says. */
        private List<Entry> once(Stream<Entry> entries, Predicate<Entry> fits, int most) {
            Set<String> seen = new HashSet<>();
            return entries.filter(fits)
                    .filter(entry -> get(entry.id()).filter(entry::equals).isPresent())
                    .filter(entry -> seen.add(entry.id()))
                    .limit(most)
                    .toList();
        }

        /** Certificates whose holder is known by this identifier, judged by nobody yet. */
        public Set<X509Certificate> certificates(Identifier holder) {
            Set<X509Certificate> found = new LinkedHashSet<>();
            fresh.forEach(held -> found.addAll(held.entries().certificates(holder)));
            return found;
        }

        /** Whether an entry has this identifier. */
        public boolean knows(Identifier identifier) {
            return fresh.stream()
                    .anyMatch(held -> !held.entries().known(identifier).isEmpty());
        }
    }
}
