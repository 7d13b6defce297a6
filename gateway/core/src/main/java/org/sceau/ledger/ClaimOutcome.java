package org.sceau.ledger;

import java.time.Instant;
import org.sceau.transfer.DeliveryState;

/** Whether a worker has got a delivery. */
public sealed interface ClaimOutcome {

    /** It is the worker's until the lease ends. */
    record Claimed(Claim claim) implements ClaimOutcome {}

    /** The message is outdated: the delivery is held, parked, ended, unknown, or at another attempt. Drop the message. */
    record NotQueued(DeliveryState state, int attempt) implements ClaimOutcome {}

    /** No such delivery: the message is none of ours. Drop it. */
    record Unknown() implements ClaimOutcome {}

    /** Its back-off has not passed, or its route is paused; the sweeper sends it again. Drop the message. */
    record NotYet(Instant due) implements ClaimOutcome {}
}
