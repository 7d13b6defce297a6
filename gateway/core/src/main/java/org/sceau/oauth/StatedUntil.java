package org.sceau.oauth;

import java.time.Instant;
import java.util.Optional;
import org.sceau.identity.Stated;

/**
 * Who acts, and how long that may be believed: a token that says so ends no later.
 *
 * @param stated who
 * @param until when
 */
public record StatedUntil(Stated stated, Instant until) {

    /** The same, ending with {@code other} where that ends before. */
    public StatedUntil noLongerThan(Optional<StatedUntil> other) {
        return other.map(StatedUntil::until)
                .filter(until::isAfter)
                .map(earlier -> new StatedUntil(stated, earlier))
                .orElse(this);
    }
}
