package org.sceau.keys;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The keys that wrap working keys, each under its label and from a day on: the one in force wraps, the others still unwrap.
 * Thread-safe.
 */
public final class MasterKeys {
    private final InstantSource clock;
    private volatile Succession<Master> masters;

    /**
     * One of them. Its text form shows its label only.
     *
     * @param label its name in the key ring, which stands beside everything that it wraps
     * @param key AES-256
     */
    public record Master(String label, SecretKey key) {
        @Override
        public String toString() {
            return "Master[" + label + "]";
        }
    }

    MasterKeys(Succession<Master> masters, InstantSource clock) {
        this.masters = masters;
        this.clock = clock;
    }

    /** The one that wraps now. */
    public Master inForce() {
        return inForce(clock.instant());
    }

    /** The one that wraps then: whoever wraps asks each time, for one moment throughout a transaction. */
    public Master inForce(Instant then) {
        return masters.at(then);
    }

    /** The one of that label; empty when the ring has none. */
    public Optional<Master> named(String label) {
        return masters.all().stream()
                .filter(master -> master.label().equals(label))
                .findFirst();
    }

    /** The labels of those that were in force before, the earliest first. */
    public List<String> former() {
        return former(clock.instant());
    }

    /** The labels of those that were in force before then, the earliest first. */
    public List<String> former(Instant then) {
        return masters.formerAt(then).stream().map(Master::label).toList();
    }

    /** Every label, the earliest first. */
    public List<String> labels() {
        return masters.all().reversed().stream().map(Master::label).toList();
    }

    /**
     * From now on nothing is wrapped under it, even if the clock steps back before its successor's day. The only one is not
     * forgotten: IllegalArgumentException.
     */
    public synchronized void forget(String label) {
        masters = new Succession<>(masters.members().stream()
                .filter(member -> !member.key().label().equals(label))
                .toList());
    }
}
