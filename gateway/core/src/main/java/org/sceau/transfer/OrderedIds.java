package org.sceau.transfer;

import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * New identifiers (RFC 9562, version 7): 48 bits of milliseconds, then 74 random ones. What is stored together stands
 * together in every index, so that a batch touches the right edge of a tree instead of a page per row; knowing one id does
 * not help to guess another. They tell when they were made, as the entries they name do.
 */
public final class OrderedIds {
    private OrderedIds() {}

    /** An id made at {@code now}; {@code random} MUST be cryptographically strong. */
    public static UUID at(Instant now, RandomGenerator random) {
        long high = (now.toEpochMilli() << 16) | 0x7000L | (random.nextLong() & 0xFFFL);
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
