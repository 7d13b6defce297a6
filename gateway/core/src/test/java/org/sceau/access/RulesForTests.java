package org.sceau.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.routing.rules.AccessRule;
import org.sceau.routing.rules.AccessSettings;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Identity;
import org.sceau.routing.rules.Which;
import org.sceau.routing.rules.Who;

/** Access rules for tests of everything else. */
public final class RulesForTests {
    private RulesForTests() {}

    /** One rule, {@code all}, that grants everything. */
    public static AccessRules everything() {
        return everything("all");
    }

    /** One rule of this name that grants everything. */
    static AccessRules everything(String id) {
        return new AccessRules(new AccessSettings(List.of(new AccessRule(
                id,
                "for tests",
                Set.of(Action.values()),
                Set.of(),
                Who.EVERYBODY,
                Which.EVERY,
                Optional.empty(),
                Optional.empty(),
                Identity.SHOWN))));
    }
}
