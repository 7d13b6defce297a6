package org.sceau.ledger;

import java.util.Optional;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.PartnerId;

/**
 * Which transfers to list, newest first.
 *
 * @param partner only those that it sent or receives
 * @param state only those with a delivery in this state
 * @param after continue after this page ({@link TransferPage#next()})
 * @param limit at most so many, 1 to {@link #MOST}
 */
public record TransferQuery(
        Optional<PartnerId> partner, Optional<DeliveryState> state, Optional<String> after, int limit) {
    /** The largest page: 500 lines are more than a screen and less than a burden. */
    public static final int MOST = 500;

    /** Throws IllegalArgumentException when the limit is out of range. */
    public TransferQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit must be 1 to " + MOST);
        }
    }
}
