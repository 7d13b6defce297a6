package org.sceau.routes.deliver;

import org.sceau.ledger.Grounds;
import org.sceau.ledger.WorkItem;
import org.sceau.routing.Retry;

/**
 * An attempt as it goes into the ledger.
 *
 * @param item which
 * @param grounds the decision taken again
 * @param retry how the recipient is tried again
 * @param verdict what it came to
 */
public record Outcome(WorkItem item, Grounds grounds, Retry retry, Verdict.Clear verdict) implements OfDelivery {
    /** What an attempt that was made came to. */
    public static Outcome of(Attempt attempt, Verdict.Clear verdict) {
        return new Outcome(attempt.item(), attempt.grounds(), attempt.partner().retry(), verdict);
    }
}
