package org.sceau.routing.crypto;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.sceau.routing.Documented;

/**
 * Until when an algorithm proves something.
 *
 * @param algorithm which
 * @param allowedUntil its last day, UTC
 */
public record AlgorithmEnd(
        @Documented(
                what =
                        "sha-256, sha-384, sha-512, p-256, p-384, p-521, rsa-2048 (below 3072 bits), rsa-3072 (from there on),"
                                + " ed25519 or ml-dsa",
                example = "p-256")
        Algorithm algorithm,

        @Documented(what = "its last day, UTC", example = "2034-12-31")
        LocalDate allowedUntil) {

    /** The first moment after its last day. */
    public Instant end() {
        return allowedUntil.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
