package org.sceau.oauth;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.sceau.suites.JoseKey;
import org.sceau.transfer.PartnerId;

/**
 * Somebody whose access tokens count.
 *
 * @param name in entries
 * @param issuer {@code iss}, compared exactly
 * @param keys its keys
 * @param holders for whom it may issue
 * @param statesWhoActs whether what its tokens say of who acts counts
 */
public record TokenIssuer(String name, String issuer, Keys keys, Set<PartnerId> holders, boolean statesWhoActs) {
    /** Copies its set. */
    public TokenIssuer {
        holders = Set.copyOf(holders);
    }

    /** An issuer's keys. Asked for each token: it MUST answer from memory. Thread-safe. */
    @FunctionalInterface
    public interface Keys {
        /** The key of a {@code kid}; empty when there is none, or when what is known of them is too old. */
        Optional<JoseKey> find(String id, Instant now);
    }
}
