package org.sceau.routes.deliver;

import org.sceau.ledger.WorkItem;

/**
 * An attempt with the request it makes.
 *
 * @param attempt which
 * @param request to the recipient's system
 */
public record Prepared(Attempt attempt, PeerRequest request) implements OfDelivery {
    @Override
    public WorkItem item() {
        return attempt.item();
    }
}
