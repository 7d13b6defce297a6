package org.sceau.access;

import java.util.Optional;
import org.sceau.routing.rules.AccessRule;

/** What the rules of {@code conf/access.yaml} say; never a right by itself: consent, visibility and routes are asked as well. */
sealed interface Verdict {

    /** A rule grants, none refuses. */
    record Granted(AccessRule rule) implements Verdict {

        /** As it stands in entries. */
        String name() {
            return "access:" + rule.id();
        }
    }

    /** A rule refuses, or, where it is absent, none grants. */
    record Refused(Optional<AccessRule> rule) implements Verdict {

        /** As it stands in entries. */
        String name() {
            return rule.map(found -> "access:" + found.id()).orElse("access/default") + ":refuse";
        }
    }
}
