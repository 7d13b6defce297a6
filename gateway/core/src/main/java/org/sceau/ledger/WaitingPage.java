package org.sceau.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Deliveries that have not ended.
 *
 * @param deliveries in a lasting order
 * @param next from which to go on; empty after the last page
 */
public record WaitingPage(List<WaitingDelivery> deliveries, Optional<String> next) {
    /** Copies its list. */
    public WaitingPage {
        deliveries = List.copyOf(deliveries);
    }
}
