package org.sceau.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.transfer.DeliveryState;

/** Reads what is to be delivered. Thread-safe; sees what is committed. */
public final class Outbox {

    Outbox() {}

    /** Queued deliveries whose due time is not after {@code by} and whose route is not paused, the most overdue first. */
    public List<DueDelivery> due(Instant by, int most) {
        return unbuilt();
    }

    /** Everything for one attempt; empty when the claim is no longer the current one. */
    public Optional<WorkItem> open(Claim claim) {
        return unbuilt();
    }

    /** How many deliveries stand in each state. */
    public Map<DeliveryState, Long> counts() {
        return unbuilt();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // goes with the first operation built
    private static <T> T unbuilt() {
        throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "not built yet", null);
    }
}
