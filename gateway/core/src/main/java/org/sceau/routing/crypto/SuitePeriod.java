package org.sceau.routing.crypto;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.sceau.routing.Documented;

/**
 * From when until when a suite is encrypted in.
 *
 * @param suite which
 * @param allowedFrom its first day, UTC
 * @param allowedUntil its last day, UTC
 */
public record SuitePeriod(
        @Documented(
                what = "reader-p256-1, reader-x25519-1, reader-mlkem768-1, reader-mlkem1024-1 or the hybrid"
                        + " reader-mlkem768-p256-1",
                example = "reader-p256-1")
        ReaderSuite suite,

        @Documented(what = "its first day, UTC", example = "2027-01-01")
        Optional<LocalDate> allowedFrom,

        @Documented(what = "its last day, UTC", example = "2030-12-31")
        Optional<LocalDate> allowedUntil) {

    /** Refuses a period without a day, and one that ends before it begins. */
    public SuitePeriod {
        boolean none = allowedFrom.isEmpty() && allowedUntil.isEmpty();
        boolean backwards = allowedFrom.isPresent()
                && allowedUntil.filter(allowedFrom.get()::isAfter).isPresent();
        if (none || backwards) {
            throw new IllegalArgumentException("allowed-from, allowed-until or both, the first not after the second");
        }
    }

    /** The first moment after its last day. */
    public Optional<Instant> end() {
        return allowedUntil.map(last -> start(last.plusDays(1)));
    }

    boolean holds(Instant at) {
        return allowedFrom.filter(first -> at.isBefore(start(first))).isEmpty()
                && end().filter(end -> !at.isBefore(end)).isEmpty();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
