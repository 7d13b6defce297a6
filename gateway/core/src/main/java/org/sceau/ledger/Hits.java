package org.sceau.ledger;

import java.util.List;

/**
 * What a search found.
 *
 * @param found in order
 * @param whole false where something that might have been found does not open any more: whoever reads MUST be told
 */
public record Hits<T>(List<T> found, boolean whole) {
    /** Copies. */
    public Hits {
        found = List.copyOf(found);
    }
}
