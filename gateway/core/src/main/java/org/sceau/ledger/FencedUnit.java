package org.sceau.ledger;

import java.sql.SQLException;
import java.util.Optional;
import org.sceau.transfer.DeliveryState;

/** A worker reports on its attempt; without effect when its claim is no longer the current one. */
abstract class FencedUnit implements Unit<FencedOutcome> {
    private final Claim claim;

    FencedUnit(Claim claim) {
        this.claim = claim;
    }

    @Override
    public final FencedOutcome write(Batch batch) throws SQLException {
        Optional<DeliveryRows.Row> found = DeliveryRows.find(batch.sql(), claim.delivery());
        if (found.isEmpty()) {
            return new FencedOutcome.Superseded(DeliveryState.FAILED);
        }
        DeliveryRows.Row row = found.get();
        if (row.state() != DeliveryState.DELIVERING
                || row.fence() != claim.fence()
                || row.attempt() != claim.attempt()) {
            return new FencedOutcome.Superseded(row.state());
        }
        return write(batch, row);
    }

    abstract FencedOutcome write(Batch batch, DeliveryRows.Row row) throws SQLException;

    /** Leaves the row in another state; another node may have been faster. */
    static FencedOutcome replace(Batch batch, DeliveryRows.Row row, DeliveryRows.Row after) throws SQLException {
        return DeliveryRows.replace(batch.sql(), row, after) == 0
                ? new FencedOutcome.Superseded(row.state())
                : new FencedOutcome.Done(after.state(), Optional.empty());
    }
}
