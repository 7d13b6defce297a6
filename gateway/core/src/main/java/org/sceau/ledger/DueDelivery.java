package org.sceau.ledger;

import java.time.Instant;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.PartnerId;

/**
 * A delivery that waits in the outbox; becomes a queue message (delivery id and attempt are its duplicate id).
 *
 * @param delivery which
 * @param recipient whose queue
 * @param attempt the attempt to be made
 * @param due not before
 */
public record DueDelivery(DeliveryId delivery, PartnerId recipient, int attempt, Instant due) {}
