package org.sceau.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of one page of working keys.
 *
 * @param keys now under the master key in force
 * @param unopened that their master key does not open: left as they are
 * @param last of the page, from which to go on; empty when there was nothing more
 */
public record Rewrapped(int keys, List<UUID> unopened, Optional<UUID> last) {
    /** Copies its list. */
    public Rewrapped {
        unopened = List.copyOf(unopened);
    }
}
