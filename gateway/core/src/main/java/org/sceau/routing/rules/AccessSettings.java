package org.sceau.routing.rules;

import java.util.List;
import org.sceau.routing.Documented;

/**
 * {@code conf/access.yaml}.
 *
 * @param rules what is granted and refused; what no rule grants is refused
 */
public record AccessSettings(
        @Documented(
                what = "what is granted and refused, in any order; what no rule grants is refused",
                example = "[{id: recipients-read, why: Recipients read, grant: [find, retrieve]}]")
        List<AccessRule> rules) {

    /** Copies its list. */
    public AccessSettings {
        rules = List.copyOf(rules);
    }
}
