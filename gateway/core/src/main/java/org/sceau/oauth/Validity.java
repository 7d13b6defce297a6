package org.sceau.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a JWT counts (RFC 7519 section 4.1.4 to 4.1.6).
 *
 * @param issued {@code iat}
 * @param ends {@code exp}
 */
public record Validity(Optional<Instant> issued, Instant ends) {
    /** How far another's clock may be ahead of ours. Its end is not put off: a clock behind only loses some of its time. */
    static final Duration CLOCKS_APART = Duration.ofSeconds(60);

    private static final long YEAR_10_000 = 253_402_300_800L;

    /** What it claims; empty when a time is malformed, it has no end, has ended, or has not begun. */
    public static Optional<Validity> of(JsonNode claims, Instant now) {
        Optional<Instant> ends = time(claims.path("exp"));
        Optional<Instant> issued = time(claims.path("iat"));
        Optional<Instant> begins = time(claims.path("nbf"));
        boolean wellFormed = issued.isPresent() == claims.has("iat") && begins.isPresent() == claims.has("nbf");
        Instant latest = now.plus(CLOCKS_APART);
        boolean counts = wellFormed
                && ends.filter(now::isBefore).isPresent()
                && issued.filter(latest::isBefore).isEmpty()
                && begins.filter(latest::isBefore).isEmpty();
        return counts ? Optional.of(new Validity(issued, ends.get())) : Optional.empty();
    }

    /** Whether it states when it was issued, and counts for no longer than {@code most} from then on. */
    public boolean lasts(Duration most) {
        return issued.filter(from -> !ends.isAfter(from.plus(most))).isPresent();
    }

    private static Optional<Instant> time(JsonNode seconds) {
        boolean good = seconds.isIntegralNumber()
                && seconds.canConvertToLong()
                && seconds.longValue() >= 0
                && seconds.longValue() < YEAR_10_000;
        return good ? Optional.of(Instant.ofEpochSecond(seconds.longValue())) : Optional.empty();
    }
}
