package org.sceau.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DeliveryState;

/** A worker asks for a delivery. */
final class ClaimUnit implements Unit<ClaimOutcome> {
    private final DeliveryId delivery;
    private final int attempt;
    private final Duration lease;
    private final boolean held;

    /** @param held whether nothing is to be given out now */
    ClaimUnit(DeliveryId delivery, int attempt, Duration lease, boolean held) {
        this.delivery = delivery;
        this.attempt = attempt;
        this.lease = lease;
        this.held = held;
    }

    @Override
    public ClaimOutcome write(Batch batch) throws SQLException {
        Optional<DeliveryRows.Row> found = DeliveryRows.find(batch.sql(), delivery);
        if (found.isEmpty()) {
            return new ClaimOutcome.Unknown();
        }
        DeliveryRows.Row row = found.get();
        if (row.state() != DeliveryState.QUEUED || row.attempt() != attempt) {
            return new ClaimOutcome.NotQueued(row.state(), row.attempt());
        }
        if (held || row.due().isAfter(batch.now()) || RouteRows.paused(batch.sql(), row.route())) {
            return new ClaimOutcome.NotYet(row.due());
        }
        Instant until = batch.now().plus(lease);
        DeliveryRows.Row claimed = row.claimed(until);
        if (DeliveryRows.replace(batch.sql(), row, claimed) == 0) {
            return new ClaimOutcome.NotQueued(DeliveryState.DELIVERING, attempt);
        }
        return new ClaimOutcome.Claimed(new Claim(delivery, attempt, claimed.fence(), until));
    }
}
