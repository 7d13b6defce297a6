package org.sceau.ledger;

import java.time.Instant;
import java.util.List;
import org.sceau.routing.RouteId;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/**
 * A transfer as operators see it: no patient data.
 *
 * @param id the transfer
 * @param sender who submitted it
 * @param route id of its route
 * @param mode who can open it
 * @param accepted when it was accepted
 * @param documents how many documents it brought
 * @param sizeBytes of all its payloads
 * @param deliveries one for each recipient
 */
public record TransferLine(
        TransferId id,
        PartnerId sender,
        RouteId route,
        Mode mode,
        Instant accepted,
        int documents,
        long sizeBytes,
        List<DeliveryLine> deliveries) {

    /** Copies its list. */
    public TransferLine {
        deliveries = List.copyOf(deliveries);
    }
}
