package org.sceau.ledger;

import java.util.Optional;
import org.sceau.transfer.DeliveryId;

/**
 * What became of one page of deliveries of former versions.
 *
 * @param deliveries of which is known now what they rest on
 * @param last of the page, from which to go on; empty when there was nothing more
 */
public record Measured(int deliveries, Optional<DeliveryId> last) {}
