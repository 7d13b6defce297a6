package org.sceau.proof;

import java.security.PublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Until when algorithms may be relied on; one that is not named has no end yet. What was time-stamped before its algorithm
 * ended stays proved, what was not is not: {@link AlgorithmPolicy} says what is refused whatever the date. Names: {@code
 * sha-256}, {@code sha-384}, {@code sha-512}, {@code p-256}, {@code p-384}, {@code p-521}, {@code rsa-2048} (below 3072
 * bits), {@code rsa-3072} (from there on), {@code ed25519}, {@code ml-dsa}. Immutable.
 */
public final class AlgorithmDates {
    /** ANSSI, guide des mécanismes cryptographiques 2.04 (2020), RègleFact-1: below 3072 bits until the end of 2030. */
    private static final AlgorithmDates CURRENT =
            new AlgorithmDates(Map.of(KeyNames.RSA_SHORT, Instant.parse("2031-01-01T00:00:00Z")));

    private final Map<String, Instant> ends;

    private AlgorithmDates(Map<String, Instant> ends) {
        this.ends = Map.copyOf(ends);
    }

    /** What is known today. */
    public static AlgorithmDates current() {
        return CURRENT;
    }

    /** All the names there are, in order. */
    public static Set<String> names() {
        return KeyNames.ALL;
    }

    /** The name of the algorithm that a key is for. */
    public static String name(PublicKey key) {
        return KeyNames.of(key);
    }

    /** Also {@code NAME=DATE}, whose end is the beginning of that day, UTC; throws IllegalArgumentException on another form. */
    public AlgorithmDates with(String text) {
        int equals = text.indexOf('=');
        if (equals < 0 || !KeyNames.ALL.contains(text.substring(0, equals))) {
            throw new IllegalArgumentException(
                    "an algorithm and its end, such as sha-256=2034-01-01, out of " + String.join(", ", KeyNames.ALL));
        }
        try {
            LocalDate day = LocalDate.parse(text.substring(equals + 1));
            return with(
                    text.substring(0, equals), day.atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("a day, such as 2034-01-01", e);
        }
    }

    /** Also an end of {@code algorithm}, in place of the one there was. */
    public AlgorithmDates with(String algorithm, Instant end) {
        Map<String, Instant> more = new TreeMap<>(ends);
        more.put(algorithm, end);
        return new AlgorithmDates(more);
    }

    /** When it ends; empty when nobody has said. */
    public Optional<Instant> end(String algorithm) {
        return Optional.ofNullable(ends.get(algorithm));
    }
}
