package org.sceau.access;

import java.util.List;
import org.sceau.failure.Issue;
import org.sceau.routing.Revisions;

/** The answer to somebody who hands a submission in. */
public sealed interface AccessDecision {

    /** It may travel; rule and decision are in {@code accepted}. */
    record Granted(Accepted accepted) implements AccessDecision {}

    /**
     * It may not.
     *
     * @param rule the rule that refused it
     * @param decision what was decided, in English, as it stands in the journal
     * @param issues the reasons, at least one
     * @param revisions what was in force
     */
    record Refused(String rule, String decision, List<Issue> issues, Revisions revisions) implements AccessDecision {

        /** Copies its list. */
        public Refused {
            issues = List.copyOf(issues);
        }
    }
}
