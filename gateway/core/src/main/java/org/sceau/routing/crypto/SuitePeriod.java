package org.sceau.routing.crypto;

import java.time.LocalDate;
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
        Period.require(allowedFrom, allowedUntil);
    }

    /** Its days. */
    public Period period() {
        return new Period(allowedFrom, allowedUntil);
    }
}
