package org.sceau.routes.deliver;

import org.sceau.ledger.WorkItem;

/**
 * An attempt whose answer was judged.
 *
 * @param prepared what was sent
 * @param verdict what it came to
 */
public record Judged(Prepared prepared, Verdict verdict) implements OfDelivery {
    @Override
    public WorkItem item() {
        return prepared.item();
    }
}
