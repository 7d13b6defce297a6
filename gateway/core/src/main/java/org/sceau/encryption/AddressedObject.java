package org.sceau.encryption;

import java.util.List;
import org.sceau.vault.StoredPayload;

/**
 * One encrypted object and everyone who can open it.
 *
 * @param role what it is
 * @param payload ciphertext and content key; for an object sealed by its sender, the sender's envelope is what is encrypted
 * @param readers the content key wrapped for each reader; empty for an object sealed by its sender
 */
public record AddressedObject(Role role, StoredPayload payload, List<ReaderKey> readers) {

    /** Copies its list. */
    public AddressedObject {
        readers = List.copyOf(readers);
    }
}
