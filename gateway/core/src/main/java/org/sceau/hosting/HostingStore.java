package org.sceau.hosting;

import java.io.IOException;

/**
 * A place that keeps encrypted objects for their readers. Thread-safe.
 *
 * <p>Guarantees: a store learns the transfer's random id, and number and length of the objects; it has no key. It does not
 * guarantee that the objects can be opened: only their readers can tell.
 */
public interface HostingStore {
    /**
     * Keeps all objects of a deposit or none. When this returns, they are on stable storage. A second deposit of the same
     * transfer changes nothing and returns the first's receipt; it MUST NOT be another content.
     *
     * @throws IOException when nothing is known to be kept; the deposit MAY be repeated
     * @throws DepositConflict when the store holds another content for the transfer
     */
    StoreReceipt deposit(Deposit deposit) throws IOException;
}
