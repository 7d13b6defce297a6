package org.sceau.ledger;

import java.time.Instant;
import org.sceau.transfer.PartnerId;

/**
 * All that a worker needs for one attempt.
 *
 * @param claim the worker's hold
 * @param recipient to whom
 * @param way how
 * @param limit the delivery MUST have ended by then
 * @param dossier what
 */
public record WorkItem(Claim claim, PartnerId recipient, DeliveryWay way, Instant limit, Dossier dossier) {}
