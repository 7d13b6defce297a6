package org.sceau.routes.deliver;

import org.sceau.ledger.WorkItem;

/** A message body that belongs to a claimed delivery: the failure policy finds in it what to set aside. */
public interface OfDelivery {
    /** What was claimed. */
    WorkItem item();
}
