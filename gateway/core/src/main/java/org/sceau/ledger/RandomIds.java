package org.sceau.ledger;

import java.security.SecureRandom;
import java.util.UUID;

/** Random identifiers (RFC 9562, version 4) from the gateway's random source. */
final class RandomIds {
    private RandomIds() {}

    static UUID next(SecureRandom random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
