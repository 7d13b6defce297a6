package org.sceau.keys;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The keys of one role, each used from a day on; those before it still open and verify. Immutable.
 *
 * @param <T> a key
 * @param members the earliest first; not empty
 */
public record Succession<T>(List<Member<T>> members) {

    /** A key and the first moment of its use. */
    public record Member<T>(Instant from, T key) {

        /** From the beginning of that day, UTC. */
        static <T> Member<T> from(LocalDate day, T key) {
            return new Member<>(day.atStartOfDay(ZoneOffset.UTC).toInstant(), key);
        }
    }

    /** Sorts them; throws IllegalArgumentException when there are none. */
    public Succession {
        members = members.stream().sorted(Comparator.comparing(Member::from)).toList();
        if (members.isEmpty()) {
            throw new IllegalArgumentException("no key");
        }
    }

    /** One key for ever. */
    public static <T> Succession<T> of(T only) {
        return new Succession<>(List.of(new Member<>(Instant.MIN, only)));
    }

    /** The key in force then; the first one before its time. */
    public T at(Instant now) {
        return members.stream()
                .filter(member -> !now.isBefore(member.from()))
                .reduce((_, later) -> later)
                .orElse(members.getFirst())
                .key();
    }

    /** Every key that another has followed by then: it opens and verifies, and may have ended. */
    public List<T> formerAt(Instant now) {
        T inForce = at(now);
        return members.stream()
                .map(Member::key)
                .takeWhile(key -> !key.equals(inForce))
                .toList();
    }

    /** Every key, the latest first. */
    public List<T> all() {
        return members.reversed().stream().map(Member::key).toList();
    }

    /** The same succession of what is made of each. */
    public <R> Succession<R> map(Function<T, R> made) {
        return new Succession<>(members.stream()
                .map(member -> new Member<>(member.from(), made.apply(member.key())))
                .toList());
    }
}
