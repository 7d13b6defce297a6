package org.sceau.transfer;

/**
 * Where a delivery stands. {@code QUEUED}, {@code DELIVERING} and {@code PARKED} may alternate until the time limit; the
 * others are terminal and never left.
 */
public enum DeliveryState {
    /** Waits for a worker, or for its back-off to pass. */
    QUEUED(false),
    /** A worker holds a lease and a fencing token on it. */
    DELIVERING(false),
    /** Waits for an operator; the time limit goes on running. */
    PARKED(false),
    /** ContentConsignment: the recipient, or the store, holds it. */
    CONSIGNED(true),
    /** RelayAcceptance: another gateway holds it. */
    RELAYED(true),
    /** RelayRejection: the peer refused it. */
    REJECTED(true),
    /** RelayFailure or ContentConsignmentFailure: not delivered within the limit. */
    FAILED(true);

    private final boolean terminal;

    DeliveryState(boolean terminal) {
        this.terminal = terminal;
    }

    /** True when the state is never left. */
    public boolean terminal() {
        return terminal;
    }
}
