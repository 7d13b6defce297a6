package org.sceau.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;

/** Collects what is wrong. Not thread-safe; one for each request. */
final class Findings {
    /** More help nobody: a request with that many faults is made by a broken program. Bounds answer and memory. */
    static final int LIMIT = 100;

    private final List<Issue> issues = new ArrayList<>();
    private final List<Issue> warnings = new ArrayList<>();

    void add(FailureCode code, Place place, String... arguments) {
        if (issues.size() < LIMIT) {
            issues.add(Issue.at(code, place.expression(), arguments));
        }
    }

    void warn(FailureCode code, Place place, String... arguments) {
        if (warnings.size() < LIMIT) {
            warnings.add(Issue.at(code, place.expression(), arguments));
        }
    }

    boolean none() {
        return issues.isEmpty();
    }

    int count() {
        return issues.size();
    }

    /** The gravest first: what cannot be read at all before what breaks a rule. */
    List<Issue> issues() {
        return issues.stream()
                .distinct()
                .sorted(Comparator.comparingInt(issue -> issue.code().httpStatus()))
                .toList();
    }

    List<Issue> warnings() {
        return List.copyOf(warnings);
    }
}
