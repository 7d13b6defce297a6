package org.sceau.journal;

import java.util.List;
import org.sceau.proof.Digest;

/**
 * The right edge of a tree at one moment: what full tiles do not hold. Immutable, so that readers keep one while the
 * recorder goes on.
 *
 * @param size leaves of the tree
 * @param partial for each tile level the hashes of its last, not yet full tile
 */
public record Edge(long size, List<List<Digest>> partial) {

    /** Copies its lists. */
    public Edge {
        partial = partial.stream().map(List::copyOf).toList();
    }
}
