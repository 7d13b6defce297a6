package org.sceau.ledger;

import org.sceau.proof.EventName;
import org.sceau.transfer.DeliveryState;

/** The ways a delivery can end (design, section 2). Terminal states are never left. */
public enum Ending {
    /** The peer, or the store, proved that it holds the content. */
    CONTENT_CONSIGNMENT(EventName.CONTENT_CONSIGNMENT, DeliveryState.CONSIGNED),
    /** The peer is a gateway and accepted. */
    RELAY_ACCEPTANCE(EventName.RELAY_ACCEPTANCE, DeliveryState.RELAYED),
    /** The peer refused for good. */
    RELAY_REJECTION(EventName.RELAY_REJECTION, DeliveryState.REJECTED),
    /** Not relayed. */
    RELAY_FAILURE(EventName.RELAY_FAILURE, DeliveryState.FAILED),
    /** Not available to the reader. */
    CONTENT_CONSIGNMENT_FAILURE(EventName.CONTENT_CONSIGNMENT_FAILURE, DeliveryState.FAILED);

    private final EventName event;
    private final DeliveryState state;

    Ending(EventName event, DeliveryState state) {
        this.event = event;
        this.state = state;
    }

    /** The entry that the journal gets. */
    public EventName event() {
        return event;
    }

    /** The state that the delivery is left in. */
    public DeliveryState state() {
        return state;
    }
}
