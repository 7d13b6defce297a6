package org.sceau.retirement;

import java.util.List;
import java.util.Optional;

/**
 * What came of one page of deliveries that have not ended.
 *
 * @param looked how many they were
 * @param found those of them that rest on what is no longer in force
 * @param next from which to go on; empty after the last page
 */
public record RewrapPage(int looked, List<Rewrap> found, Optional<String> next) {
    /** Copies its list. */
    public RewrapPage {
        found = List.copyOf(found);
    }
}
