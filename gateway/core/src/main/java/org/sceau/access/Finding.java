package org.sceau.access;

import java.util.List;
import org.sceau.failure.Issue;
import org.sceau.routing.Revisions;

/** What one set of rules finds. */
sealed interface Finding {

    /** As an answer, with what was in force. */
    Ruling ruling(Revisions revisions);

    /** Permits. */
    record For(String rule, String decision) implements Finding {

        @Override
        public Ruling ruling(Revisions revisions) {
            return new Ruling.Permitted(rule, decision, revisions);
        }
    }

    /** Refuses. */
    record Against(String rule, String decision, Issue issue) implements Finding {

        @Override
        public Ruling ruling(Revisions revisions) {
            return new Ruling.Forbidden(rule, decision, List.of(issue), revisions);
        }
    }
}
