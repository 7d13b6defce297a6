package org.sceau.access;

import java.util.List;
import java.util.Optional;
import org.sceau.failure.Issue;
import org.sceau.identity.Caller;
import org.sceau.routing.Revisions;
import org.sceau.routing.rules.AccessRule;
import org.sceau.routing.rules.Identity;

/** What one set of rules finds. */
sealed interface Finding {

    /** As an answer, with what was in force. */
    Ruling ruling(Revisions revisions);

    /** The same under the access rule that granted it, whose name comes first; a refusal stays what it is. */
    Finding under(Verdict.Granted granted);

    /** The same with the scope of the caller's access token, which comes before everything; a refusal stays what it is. */
    Finding covered(Caller caller);

    /**
     * Permits.
     *
     * @param rule name
     * @param decision in English
     * @param access the access rule that granted it, where one was asked
     */
    record For(String rule, String decision, Optional<AccessRule> access) implements Finding {

        For(String rule, String decision) {
            this(rule, decision, Optional.empty());
        }

        @Override
        public For under(Verdict.Granted granted) {
            return new For(granted.name() + "+" + rule, decision, Optional.of(granted.rule()));
        }

        @Override
        public For covered(Caller caller) {
            return caller.scope()
                    .map(scope -> new For("token:" + scope + "+" + rule, decision, access))
                    .orElse(this);
        }

        @Override
        public Ruling ruling(Revisions revisions) {
            boolean unnamed = access.filter(found -> found.identity() == Identity.WITHHELD)
                    .isPresent();
            boolean brokenGlass =
                    access.filter(found -> found.breakGlass().isPresent()).isPresent();
            return new Ruling.Permitted(rule, decision, revisions, unnamed, brokenGlass);
        }
    }

    /**
     * Refuses.
     *
     * @param rule name
     * @param decision in English
     * @param issue for the one who asked
     * @param configured whether an access rule, or that there is none, decided
     */
    record Against(String rule, String decision, Issue issue, boolean configured) implements Finding {

        Against(String rule, String decision, Issue issue) {
            this(rule, decision, issue, false);
        }

        @Override
        public Against under(Verdict.Granted granted) {
            return this;
        }

        @Override
        public Against covered(Caller caller) {
            return this;
        }

        @Override
        public Ruling ruling(Revisions revisions) {
            return new Ruling.Forbidden(rule, decision, List.of(issue), revisions, configured);
        }
    }
}
