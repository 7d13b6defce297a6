package org.sceau.ledger;

import java.time.Instant;
import org.sceau.transfer.PartnerId;

/**
 * One recipient of a transfer.
 *
 * @param partner who
 * @param way how it gets the transfer
 * @param limit the delivery MUST have ended by then; a pause or parking does not stop the clock
 */
public record Recipient(PartnerId partner, DeliveryWay way, Instant limit) {}
