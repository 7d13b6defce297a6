package org.sceau.routing.rules;

import java.util.Set;
import org.sceau.routing.Documented;

/**
 * What a break-glass rule asks for.
 *
 * @param reasons words, one of which the caller must state
 */
public record BreakGlass(
        @Documented(
                what = "reasons, one of which must be stated; words, so that no entry holds a free text",
                example = "[vital-emergency]")
        Set<String> reasons) {

    /** Copies its set. */
    public BreakGlass {
        reasons = Set.copyOf(reasons);
    }
}
