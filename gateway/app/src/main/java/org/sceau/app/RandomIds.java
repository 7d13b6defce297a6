package org.sceau.app;

import java.security.SecureRandom;
import java.util.UUID;

/** Random ids (RFC 9562, version 4). Thread-safe. */
public final class RandomIds {
    private final SecureRandom random;

    /** Draws from {@code random}. */
    public RandomIds(SecureRandom random) {
        this.random = random;
    }

    /** A new id. */
    public UUID next() {
        long most = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
        long least = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(most, least);
    }
}
