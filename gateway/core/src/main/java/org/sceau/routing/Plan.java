package org.sceau.routing;

import java.util.List;
import java.util.Optional;
import org.sceau.failure.Issue;

/** Where the routing table sends a submission. */
public sealed interface Plan {

    /** Every route that was looked at, in the order of priority. */
    List<Tried> tried();

    /** What was in force. */
    Revisions revisions();

    /**
     * A route takes it.
     *
     * @param route the matching route with the highest priority
     * @param recipients whom it goes to, at least one
     * @param rule {@code route:} and the id
     * @param revisions what was in force
     * @param warnings for the sender, such as an intended recipient that is not served
     * @param tried every route that was looked at
     */
    record Planned(
            Route route,
            List<Partner> recipients,
            String rule,
            Revisions revisions,
            List<Issue> warnings,
            List<Tried> tried)
            implements Plan {

        /** Copies its lists. */
        public Planned {
            recipients = List.copyOf(recipients);
            warnings = List.copyOf(warnings);
            tried = List.copyOf(tried);
        }
    }

    /**
     * No route takes it.
     *
     * @param rule {@code routing:none}, or the route that refuses its recipients
     * @param revisions what was in force
     * @param issues the reasons, at least one
     * @param tried every route that was looked at
     */
    record Unroutable(String rule, Revisions revisions, List<Issue> issues, List<Tried> tried) implements Plan {

        /** Copies its lists. */
        public Unroutable {
            issues = List.copyOf(issues);
            tried = List.copyOf(tried);
        }
    }

    /**
     * One route looked at.
     *
     * @param route its id
     * @param whyNot why it does not match, in English, for operators; empty when it does. Names settings, never values of
     *     the document
     */
    record Tried(RouteId route, Optional<String> whyNot) {}
}
