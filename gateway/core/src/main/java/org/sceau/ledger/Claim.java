package org.sceau.ledger;

import java.time.Instant;
import org.sceau.transfer.DeliveryId;

/**
 * A worker's hold on a delivery. Every later call about the attempt carries it; a call with an older fence is without
 * effect.
 *
 * @param delivery which
 * @param attempt number of the attempt, from 1
 * @param fence fencing token, grows with every claim of the delivery
 * @param until end of the lease; after it another worker may be given the delivery
 */
public record Claim(DeliveryId delivery, int attempt, long fence, Instant until) {}
