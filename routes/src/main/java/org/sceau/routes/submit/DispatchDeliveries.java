package org.sceau.routes.submit;

import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.ledger.DueDelivery;
import org.sceau.routes.deliver.Dispatcher;

/** Puts the deliveries of a new acceptance on their recipients' queues. What gets lost here the sweeper finds. */
public final class DispatchDeliveries {
    private final Dispatcher dispatcher;

    /** Hands over to {@code dispatcher}. */
    public DispatchDeliveries(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /** Hands over the first attempt of each delivery; returns the same. */
    @Handler
    public Recorded dispatch(@Body Recorded recorded) {
        if (!recorded.repeated()) {
            var acknowledgement = recorded.acknowledgement();
            acknowledgement.deliveries().stream()
                    .map(delivery -> new DueDelivery(delivery.id(), delivery.recipient(), 1, acknowledgement.at()))
                    .forEach(dispatcher::send);
        }
        return recorded;
    }
}
