package org.sceau.document;

import java.util.List;
import org.sceau.failure.Issue;

/** What came of reading a request. */
public sealed interface ReadResult {

    /** Every rule is kept. */
    record Valid(Submission submission) implements ReadResult {}

    /**
     * Refused.
     *
     * @param issues everything that is wrong, at least one, the gravest first; never a value from the request
     */
    record Invalid(List<Issue> issues) implements ReadResult {
        /** Copies. */
        public Invalid {
            issues = List.copyOf(issues);
        }
    }
}
