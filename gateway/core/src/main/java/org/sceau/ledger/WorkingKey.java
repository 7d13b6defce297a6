package org.sceau.ledger;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.sceau.failure.FailureCode;
import org.sceau.suites.SealBroken;
import org.sceau.suites.Sealing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A patient's working key, opened: seals columns and wraps content keys. Its text form shows its id only. */
record WorkingKey(UUID id, SecretKey key) {
    private static final Logger LOG = LoggerFactory.getLogger(WorkingKey.class);

    /** Seals a column's value so that it opens in that row and column only. */
    byte[] seal(byte[] clear, String place, SecureRandom random) {
        return Sealing.seal(key, clear, place.getBytes(StandardCharsets.UTF_8), random);
    }

    /** Opens what {@link #seal} made for the same place. */
    byte[] open(byte[] sealed, String place) {
        try {
            return Sealing.open(key, sealed, place.getBytes(StandardCharsets.UTF_8));
        } catch (SealBroken e) {
            LOG.error("event=stored-value-unreadable place={}", place);
            throw new StoreFailed(FailureCode.STORE_DAMAGED, "a sealed column does not open: " + place, e);
        }
    }

    @Override
    public String toString() {
        return "WorkingKey[" + id + "]";
    }
}
