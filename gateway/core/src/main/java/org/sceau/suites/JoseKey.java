package org.sceau.suites;

import java.security.PublicKey;
import java.util.Optional;

/**
 * A key that somebody is known to sign JOSE objects with.
 *
 * @param id {@code kid}, where it has one
 * @param algorithm the only one it is for (RFC 7517 section 4.4); where absent, those of its kind and curve
 * @param key never a symmetric one
 */
public record JoseKey(Optional<String> id, Optional<String> algorithm, PublicKey key) {

    /** A key without a name, for whatever suits it. */
    public static JoseKey of(PublicKey key) {
        return new JoseKey(Optional.empty(), Optional.empty(), key);
    }

    /** Whether it may be used with an algorithm that a header names; {@link JoseSignatures} asks of kind and curve. */
    public boolean isFor(String name) {
        return algorithm.filter(only -> !only.equals(name)).isEmpty();
    }
}
