package org.sceau.routes.deliver;

import org.sceau.ledger.WorkItem;

/** What came of taking a message from a queue. */
public sealed interface Taken {
    /** The delivery is this worker's until the lease ends. */
    record Up(WorkItem item) implements Taken, OfDelivery {
        @Override
        public String toString() {
            return "Up[" + item.claim().delivery() + "]";
        }
    }

    /** The message is outdated: nothing to do. */
    record Nothing() implements Taken {}
}
