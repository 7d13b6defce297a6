package org.sceau.routing.crypto;

import java.time.LocalDate;
import java.util.Optional;
import org.sceau.routing.Documented;

/**
 * From when until when an algorithm is signed with.
 *
 * @param algorithm which
 * @param allowedFrom its first day, UTC
 * @param allowedUntil its last day, UTC
 */
public record AlgorithmPeriod(
        @Documented(what = "as under verifying", example = "p-256")
        Algorithm algorithm,

        @Documented(what = "its first day, UTC", example = "2027-01-01")
        Optional<LocalDate> allowedFrom,

        @Documented(what = "its last day, UTC", example = "2030-12-31")
        Optional<LocalDate> allowedUntil) {

    /** Refuses a period without a day, and one that ends before it begins. */
    public AlgorithmPeriod {
        Period.require(allowedFrom, allowedUntil);
    }

    /** Its days. */
    public Period period() {
        return new Period(allowedFrom, allowedUntil);
    }
}
