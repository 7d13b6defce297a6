package org.sceau.directory;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The directory in force, in memory: what {@code conf/partners} says, and what each source said last, until it is older than
 * the stated age. Thread-safe; asks no source, no file and no network.
 */
public final class Directory {
    private final Entries configured;
    private final Set<String> sources;
    private final Duration maximumAge;
    private final InstantSource clock;
    private volatile Map<String, Held> held = Map.of();

    /**
     * Nothing is known of any source yet.
     *
     * @param configured what never grows old
     * @param sources names of all others
     * @param maximumAge how long what a source said counts
     */
    public Directory(Entries configured, List<String> sources, Duration maximumAge, InstantSource clock) {
        this.configured = configured;
        this.sources = new LinkedHashSet<>(sources);
        this.maximumAge = maximumAge;
        this.clock = clock;
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
    }

    /** What can be relied on now. */
    public InForce now() {
        Instant now = clock.instant();
        List<Entries> fresh = new ArrayList<>();
        fresh.add(configured);
        List<String> late = new ArrayList<>();
        Map<String, Held> all = held;
        for (String name : sources) {
            @Nullable Held one = all.get(name);
            if (one == null || one.age(now).compareTo(maximumAge) > 0) {
                late.add(name);
            } else {
                fresh.add(one.entries());
            }
        }
        return new InForce(fresh, late);
    }

    /** How it stands. */
    DirectoryState state(int failing) {
        Instant now = clock.instant();
        Map<String, Held> all = held;
        int entries = configured.size();
        int certificates = configured.certificateCount();
        int leftOut = 0;
        Duration age = Duration.ZERO;
        for (Held one : all.values()) {
            entries += one.entries().size();
            certificates += one.entries().certificateCount();
            leftOut += one.entries().leftOut();
            age = age.compareTo(one.age(now)) < 0 ? one.age(now) : age;
        }
        int late = now().late().size();
        return new DirectoryState(sources.size(), late, failing, entries, certificates, leftOut, age, maximumAge);
    }

    /**
     * What can be relied on at a moment.
     *
     * @param fresh what {@code conf/partners} and sources say, in the order in which they count
     * @param late sources that are too old, or never answered: what they know is not known
     */
    public record InForce(List<Entries> fresh, List<String> late) {

        /** Copies its lists. */
        public InForce {
            fresh = List.copyOf(fresh);
            late = List.copyOf(late);
        }

        /** Whether what is not found is not there. */
        public boolean isWhole() {
            return late.isEmpty();
        }

        /** The entry of this id that counts. */
        public Optional<Entry> get(String id) {
            return fresh.stream().flatMap(entries -> entries.get(id).stream()).findFirst();
        }

        /** The entries that fit, each once, at most {@code most}. */
        public List<Entry> matching(Predicate<Entry> fits, int most) {
            Set<String> seen = new HashSet<>();
            return fresh.stream()
                    .flatMap(entries -> entries.all().stream())
                    .filter(fits)
                    .filter(entry -> seen.add(entry.getClass().getSimpleName() + entry.id()))
                    .limit(most)
                    .toList();
        }

        /** Certificates whose holder is known by this identifier, judged by nobody yet. */
        public Set<X509Certificate> certificates(Identifier holder) {
            Set<X509Certificate> found = new LinkedHashSet<>();
            fresh.forEach(entries -> found.addAll(entries.certificates(holder)));
            return found;
        }

        /** Whether an entry has this identifier. */
        public boolean knows(Identifier identifier) {
            return fresh.stream().anyMatch(entries -> !entries.known(identifier).isEmpty());
        }
    }
}
