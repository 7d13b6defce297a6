package org.sceau.routing;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off with jitter, so that recipients that come back are not met by everybody at once.
 *
 * @param initial the wait after the first failed attempt
 * @param factor by which each further wait grows
 * @param maximum no wait is longer, before jitter
 * @param jitter part of the wait, 0 to 1, by which it is made shorter or longer at random
 */
public record Retry(
        @Documented(what = "wait after the first failed attempt", example = "5s", defaultValue = "5s")
        Duration initial,

        @Documented(
                what = "by how much each further wait grows",
                example = "2.0",
                defaultValue = "2.0",
                minimum = 1,
                maximum = 10)
        double factor,

        @Documented(what = "longest wait before jitter", example = "10m", defaultValue = "10m")
        Duration maximum,

        @Documented(
                what =
                        "part of the wait by which it is made shorter or longer at random, so that a recipient that comes"
                                + " back is not met by everybody at once",
                example = "0.2",
                defaultValue = "0.2",
                maximum = 1)
        double jitter) {

    /** What a partner file without {@code retry} gets. */
    public static final Retry DEFAULT = new Retry(Duration.ofSeconds(5), 2.0, Duration.ofMinutes(10), 0.2);

    /** Throws IllegalArgumentException for a wait below one millisecond, a maximum below it, or a factor or jitter out of range. */
    public Retry {
        if (initial.toMillis() < 1 || maximum.compareTo(initial) < 0) {
            throw new IllegalArgumentException("a first wait of at least 1ms that is not longer than the longest");
        }
        if (!(factor >= 1 && factor <= 10) || !(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("a factor of 1 to 10 and a jitter of 0 to 1");
        }
    }

    /** The wait after failed attempt number {@code attempt}, which counts from 1. Never below zero, at most {@code maximum × (1 + jitter)}. */
    public Duration next(int attempt, RandomGenerator random) {
        double grown = (double) initial.toMillis() * Math.pow(factor, Math.max(0, attempt - 1));
        double bounded = Math.min(grown, (double) maximum.toMillis());
        double shifted = bounded * (1 + jitter * (2 * random.nextDouble() - 1));
        return Duration.ofMillis(Math.round(shifted));
    }
}
