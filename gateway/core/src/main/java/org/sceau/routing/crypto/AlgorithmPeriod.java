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
 * @param afterEnd what happens once that has passed
 */
public record AlgorithmPeriod(
        @Documented(what = "as under verifying", example = "p-256")
        Algorithm algorithm,

        @Documented(what = "its first day, UTC", example = "2027-01-01")
        Optional<LocalDate> allowedFrom,

        @Documented(what = "its last day, UTC", example = "2030-12-31")
        Optional<LocalDate> allowedUntil,

        @Documented(
                what =
                        "warn: sealing goes on, and check, status and log say so; stop: nothing is sealed with it any more:"
                                + " submissions and whatever else has an entry are refused (503 SC-7006), deliveries wait, and"
                                + " the gateway is not ready",
                example = "stop",
                defaultValue = "warn")
        AfterEnd afterEnd) {

    /** Refuses a period without a day, one that ends before it begins, and an end that is none. */
    public AlgorithmPeriod {
        Period.require(allowedFrom, allowedUntil);
        if (afterEnd == AfterEnd.STOP && allowedUntil.isEmpty()) {
            throw new IllegalArgumentException("after-end: stop with allowed-until");
        }
    }

    /** Its days. */
    public Period period() {
        return new Period(allowedFrom, allowedUntil);
    }
}
