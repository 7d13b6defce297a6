package org.sceau.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Actor;
import org.sceau.transfer.DeliveryId;

/** What the sweeper does to deliveries that nobody holds any more. */
final class SweepUnits {
    static final String EXPIRED_LEASES = "select " + DeliveryRows.COLUMNS + " from delivery d"
            + " where d.state = 'DELIVERING' and d.lease_until < ? and d.limit_at > ? order by d.state, d.due limit ?";
    static final String PAST_LIMIT = "select " + DeliveryRows.COLUMNS + " from delivery d"
            + " where d.state in ('QUEUED', 'PARKED', 'DELIVERING') and (d.state <> 'DELIVERING' or d.lease_until < ?)"
            + " and d.limit_at <= ? limit ?";

    private SweepUnits() {}

    /** Queued(n+1) for whoever's lease has ended. */
    static Unit<List<DueDelivery>> returnExpired(int most) {
        return batch -> {
            List<DueDelivery> returned = new ArrayList<>();
            for (DeliveryRows.Row row :
                    batch.sql().all(EXPIRED_LEASES, DeliveryRows::read, batch.now(), batch.now(), most)) {
                DeliveryRows.Row after = row.queued(batch.now(), row.reason());
                if (DeliveryRows.replace(batch.sql(), row, after) == 1) {
                    returned.add(after.toBeMade());
                }
            }
            return returned;
        };
    }

    /** The end of whatever has not ended within its limit. */
    static Unit<List<DeliveryId>> expire(int most, Actor gateway) {
        return batch -> {
            List<DeliveryId> expired = new ArrayList<>();
            for (DeliveryRows.Row row :
                    batch.sql().all(PAST_LIMIT, DeliveryRows::read, batch.now(), batch.now(), most)) {
                if (EndUnit.end(batch, row, late(row, gateway)) instanceof FencedOutcome.Done) {
                    expired.add(row.id());
                }
            }
            return expired;
        };
    }

    private static Ended late(DeliveryRows.Row row, Actor gateway) throws SQLException {
        Ending ending = switch (row.way()) {
            case PUSH -> Ending.RELAY_FAILURE;
            case HOSTING, INBOX -> Ending.CONTENT_CONSIGNMENT_FAILURE;
        };
        return new Ended(
                ending,
                Optional.of(FailureCode.DELIVERY_EXPIRED),
                gateway,
                new Grounds("delivery/limit", "expired in state " + row.state(), Map.of()));
    }
}
