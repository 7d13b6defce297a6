package org.sceau.access;

import java.util.List;
import org.sceau.failure.Issue;
import org.sceau.routing.Revisions;

/** The answer where no new submission is judged: a delivery that is due, a search, a retrieval. */
public sealed interface Ruling {

    /** The rule that decided. */
    String rule();

    /** What was decided, in English, as it stands in the journal. */
    String decision();

    /** What was in force. */
    Revisions revisions();

    /**
     * It may happen now.
     *
     * @param rule the rule that decided
     * @param decision what was decided
     * @param revisions what was in force
     * @param unnamed whether entries and receipts MUST show the quality of who acts alone
     * @param brokenGlass whether the glass was broken: the journal marks it and the alarm is raised
     */
    record Permitted(String rule, String decision, Revisions revisions, boolean unnamed, boolean brokenGlass)
            implements Ruling {}

    /**
     * It may not.
     *
     * @param rule the rule that decided
     * @param decision what was decided
     * @param issues the reasons for the one who asked, at least one; made so that they reveal nothing to who may not know
     * @param revisions what was in force
     * @param configured whether the configuration alone keeps it back: a slip there can be mended
     */
    record Forbidden(String rule, String decision, List<Issue> issues, Revisions revisions, boolean configured)
            implements Ruling {

        /** Copies its list. */
        public Forbidden {
            issues = List.copyOf(issues);
        }
    }
}
