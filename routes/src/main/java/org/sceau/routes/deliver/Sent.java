package org.sceau.routes.deliver;

import org.sceau.ledger.WorkItem;

/**
 * An attempt whose request was sent.
 *
 * @param prepared what was sent
 * @param answer what came of it
 */
public record Sent(Prepared prepared, PeerAnswer answer) implements OfDelivery {
    @Override
    public WorkItem item() {
        return prepared.item();
    }
}
