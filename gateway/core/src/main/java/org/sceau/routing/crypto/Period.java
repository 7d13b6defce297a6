package org.sceau.routing.crypto;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Whole days, UTC.
 *
 * @param from the first; empty when it has been allowed for ever
 * @param until the last; empty when no end is known
 */
public record Period(Optional<LocalDate> from, Optional<LocalDate> until) {
    /** Every day. */
    public static final Period ALWAYS = new Period(Optional.empty(), Optional.empty());

    /** How a moment stands to it. */
    public enum Standing {
        /** Before its first day. */
        NOT_YET,
        /** Within it. */
        ALLOWED,
        /** After its last day. */
        ENDED
    }

    /** Refuses, as settings do, what has no day, and what ends before it begins. */
    static void require(Optional<LocalDate> from, Optional<LocalDate> until) {
        boolean none = from.isEmpty() && until.isEmpty();
        boolean backwards =
                from.isPresent() && until.filter(from.get()::isAfter).isPresent();
        if (none || backwards) {
            throw new IllegalArgumentException("allowed-from, allowed-until or both, the first not after the second");
        }
    }

    /** Until that moment, the first after its last day. */
    static Period until(Optional<Instant> end) {
        return new Period(
                Optional.empty(),
                end.map(moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC).minusDays(1)));
    }

    /** The first moment after its last day. */
    public Optional<Instant> end() {
        return until.map(last -> start(last.plusDays(1)));
    }

    /** How {@code at} stands to it. */
    public Standing at(Instant at) {
        if (from.filter(first -> at.isBefore(start(first))).isPresent()) {
            return Standing.NOT_YET;
        }
        return end().filter(end -> !at.isBefore(end)).isPresent() ? Standing.ENDED : Standing.ALLOWED;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
