package org.sceau.directory;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.sceau.trust.Issuers;
import org.sceau.trust.Oppositions;

/** What one source says. Immutable and thread-safe. */
public final class Entries {
    private final Map<String, Entry> byId;
    private final Map<Identifier, List<Entry>> byIdentifier = new HashMap<>();
    private final Map<Identifier, List<X509Certificate>> certificates;
    /** Sorted by practitioner. */
    private final List<Entry.Role> roles;

    private final Oppositions oppositions;
    private final boolean spoken;
    private final int leftOut;

    private Entries(
            Map<String, Entry> byId,
            Map<Identifier, List<X509Certificate>> certificates,
            Oppositions oppositions,
            boolean spoken,
            int leftOut) {
        this.byId = Collections.unmodifiableMap(byId);
        byId.values()
                .forEach(entry -> entry.identifiers()
                        .forEach(identifier -> byIdentifier
                                .computeIfAbsent(identifier, _ -> new ArrayList<>(1))
                                .add(entry)));
        this.certificates = Collections.unmodifiableMap(certificates);
        this.roles = byId.values().stream()
                .filter(Entry.Role.class::isInstance)
                .map(Entry.Role.class::cast)
                .sorted(Comparator.comparing(Entry.Role::practitioner))
                .toList();
        this.oppositions = oppositions;
        this.spoken = spoken;
        this.leftOut = leftOut;
    }

    /** Everything but certificates. */
    public Collection<Entry> all() {
        return byId.values();
    }

    /** The entry of this id. */
    public Optional<Entry> get(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The entries known by this identifier. */
    public List<Entry> known(Identifier identifier) {
        return Collections.unmodifiableList(byIdentifier.getOrDefault(identifier, List.of()));
    }

    /** The roles of the practitioner of this id. */
    public List<Entry.Role> roles(String practitioner) {
        int first = 0;
        int end = roles.size();
        while (first < end) {
            int middle = (first + end) >>> 1;
            if (roles.get(middle).practitioner().compareTo(practitioner) < 0) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        return roles.subList(first, roles.size()).stream()
                .takeWhile(role -> role.practitioner().equals(practitioner))
                .toList();
    }

    /** What is opposed. */
    public Oppositions oppositions() {
        return oppositions;
    }

    /** Whether it says anything at all; that no card is opposed is something. */
    boolean says() {
        return spoken || size() > 0 || oppositions.count() > 0;
    }

    /** Certificates whose holder is known by this identifier, judged by nobody yet. */
    public List<X509Certificate> certificates(Identifier holder) {
        return certificates.getOrDefault(holder, List.of());
    }

    /** Everybody of whom there are certificates. */
    public Collection<Identifier> holders() {
        return certificates.keySet();
    }

    /** How many entries and certificates. */
    public int size() {
        return byId.size() + certificateCount();
    }

    int certificateCount() {
        return certificates.values().stream().mapToInt(List::size).sum();
    }

    /** How many lines or certificates of the source say nothing that could be used. */
    public int leftOut() {
        return leftOut;
    }

    /** Collects what a source says. Not thread-safe. */
    public static final class Builder {
        /** Certificates of one holder: each is judged when it is looked for, and a source must not make that dear. */
        private static final int MOST_HELD = 16;
        /** Twice as many as the national extraction has cards; some 15 bytes each, 25 while they are gathered. */
        private static final int MOST_OPPOSED = 2_000_000;

        private final int most;
        private final Issuers issuers;
        private final Map<String, Entry> byId = new LinkedHashMap<>();
        private final Map<Identifier, List<X509Certificate>> certificates = new LinkedHashMap<>();
        private final Oppositions.Builder oppositions = new Oppositions.Builder();
        private int opposed;
        private int held;
        private boolean spoken;
        private int leftOut;

        /** Takes at most {@code most} entries and certificates; believes no issuer. */
        public Builder(int most) {
            this(most, Issuers.NONE);
        }

        /**
         * Takes at most {@code most} entries and certificates.
         *
         * @param issuers whose certificates are taken for whom they name
         */
        public Builder(int most, Issuers issuers) {
            this.most = most;
            this.issuers = issuers;
        }

        /** Takes an entry; of two with the same id the first stays. Throws {@link DirectoryUnusable} when it is full. */
        public Builder add(Entry entry) {
            if (byId.putIfAbsent(entry.id(), entry) == null) {
                count();
            }
            return this;
        }

        /** Takes a certificate that its holder is known to hold; of more than {@value #MOST_HELD} the newest stay. */
        public Builder add(Identifier holder, X509Certificate certificate) {
            List<X509Certificate> held = certificates.computeIfAbsent(holder, _ -> new ArrayList<>(1));
            if (held.contains(certificate)) {
                return this;
            }
            held.add(certificate);
            if (held.size() > MOST_HELD) {
                held.remove(Collections.min(held, Comparator.comparing(X509Certificate::getNotBefore)));
                return leaveOut();
            }
            count();
            return this;
        }

        /**
         * Takes a certificate for whoever its own subject names: what else the source says of it does not count. One that no
         * issuer has signed whose word is taken is left out.
         */
        public Builder add(X509Certificate certificate) {
            Optional<Identifier> holder = Holders.of(certificate).filter(_ -> issuers.issued(certificate));
            holder.ifPresentOrElse(found -> add(found, certificate), this::leaveOut);
            return this;
        }

        /** Takes that a certificate is opposed; throws {@link DirectoryUnusable} when there are too many. */
        public Builder oppose(Instant since, X509Certificate certificate) {
            return oppose(since, certificate.getSerialNumber(), certificate.getIssuerX500Principal());
        }

        /**
         * The same of a certificate that a server only shows: one that no issuer has signed whose word is taken, or that is an
         * authority's, opposes nothing and is left out, or whoever writes an entry could stop whomever it likes.
         */
        Builder opposeShown(Instant since, X509Certificate certificate) {
            return certificate.getBasicConstraints() < 0 && issuers.issued(certificate)
                    ? oppose(since, certificate)
                    : leaveOut();
        }

        /** The same by number and issuer. */
        Builder oppose(Instant since, BigInteger serial, X500Principal issuer) {
            countOpposed();
            oppositions.add(since, serial, issuer);
            return this;
        }

        /** Takes that the card of this number is opposed; throws IllegalArgumentException for a text that is no such number. */
        public Builder oppose(Instant since, String card) {
            countOpposed();
            oppositions.add(since, card);
            return this;
        }

        private void countOpposed() {
            opposed++;
            if (opposed > MOST_OPPOSED) {
                throw new DirectoryUnusable("more than " + MOST_OPPOSED + " oppositions");
            }
        }

        /** Notes that the source speaks, if only to say that somebody's card is not opposed. */
        Builder look() {
            spoken = true;
            return this;
        }

        /** Counts something that cannot be used. */
        public Builder leaveOut() {
            leftOut++;
            return this;
        }

        /** What was collected. */
        public Entries build() {
            Map<Identifier, List<X509Certificate>> copied = new LinkedHashMap<>();
            certificates.forEach((holder, held) -> copied.put(holder, List.copyOf(held)));
            return new Entries(new LinkedHashMap<>(byId), copied, oppositions.build(), spoken, leftOut);
        }

        private void count() {
            held++;
            if (held > most) {
                throw new DirectoryUnusable("more than " + most + " entries");
            }
        }
    }
}
