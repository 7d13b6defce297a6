package org.sceau.ledger;

import java.util.Optional;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.ReceiptId;

/** What became of a fenced call. */
public sealed interface FencedOutcome {

    /** Done and durable. The receipt is there when the delivery ended. */
    record Done(DeliveryState state, Optional<ReceiptId> receipt) implements FencedOutcome {}

    /** The claim is no longer the current one: nothing was changed. */
    record Superseded(DeliveryState state) implements FencedOutcome {}
}
