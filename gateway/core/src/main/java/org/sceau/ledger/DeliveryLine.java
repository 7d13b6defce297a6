package org.sceau.ledger;

import java.time.Instant;
import java.util.Optional;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.PartnerId;

/**
 * A delivery as operators see it: no patient data.
 *
 * @param id the delivery
 * @param recipient to whom
 * @param way how
 * @param state where it stands
 * @param attempt number of the attempt that is due, running or was the last
 * @param due when the next attempt is due
 * @param limit when it must have ended
 * @param reason code of the last failure
 */
public record DeliveryLine(
        DeliveryId id,
        PartnerId recipient,
        DeliveryWay way,
        DeliveryState state,
        int attempt,
        Instant due,
        Instant limit,
        Optional<String> reason) {}
