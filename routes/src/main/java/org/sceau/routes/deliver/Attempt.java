package org.sceau.routes.deliver;

import org.sceau.ledger.Grounds;
import org.sceau.ledger.WorkItem;
import org.sceau.routing.Partner;

/**
 * An attempt that may be made: claimed, and decided again.
 *
 * @param item what and to whom
 * @param partner the recipient as configured now
 * @param grounds the decision taken again
 */
public record Attempt(WorkItem item, Partner partner, Grounds grounds) implements OfDelivery {
    @Override
    public String toString() {
        return "Attempt[" + item.claim().delivery() + "]";
    }
}
