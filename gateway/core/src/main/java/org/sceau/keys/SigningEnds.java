package org.sceau.keys;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sceau.proof.AlgorithmDates;

/**
 * From when on nothing is signed with an algorithm any more, by the names of {@link AlgorithmDates}; asked at each signature, so
 * that a day takes effect without a restart. Immutable, thread-safe.
 *
 * @param ends the first moment without, for each algorithm that is to stop; others go on
 * @param clock the time
 */
public record SigningEnds(Map<String, Instant> ends, InstantSource clock) {
    /** Everything goes on. */
    public static final SigningEnds NONE = new SigningEnds(Map.of(), () -> Instant.EPOCH);

    static final String CHECKPOINT = "ed25519";
    private static final String SEALED = "sha-256";

    /** Copies its map. */
    public SigningEnds {
        ends = Map.copyOf(ends);
    }

    /** Those among these algorithms whose end has come. */
    List<String> ended(Stream<String> algorithms) {
        return ended(algorithms, Duration.ZERO);
    }

    /** Those whose end comes until so long from now. */
    List<String> ended(Stream<String> algorithms, Duration ahead) {
        Instant at = clock.instant().plus(ahead);
        return algorithms
                .filter(name -> ends.containsKey(name) && !at.isBefore(ends.getOrDefault(name, Instant.MAX)))
                .toList();
    }

    /** Those that a seal with this key rests on. */
    static Stream<String> ofSeal(PublicKey key) {
        return Stream.of(AlgorithmDates.name(key), SEALED);
    }

    /** Whether a second seal's key may still sign. */
    public boolean allows(PublicKey second) {
        return ended(Stream.of(AlgorithmDates.name(second))).isEmpty();
    }

    void require(Stream<String> algorithms) {
        ended(algorithms).stream().findFirst().ifPresent(name -> {
            throw new SigningEnded(name);
        });
    }
}
