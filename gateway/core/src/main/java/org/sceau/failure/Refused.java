package org.sceau.failure;

import java.util.List;

/** What was asked is refused; carries every issue found, the gravest first. Nothing of the request is kept. */
public final class Refused extends GatewayException {
    private final transient List<Issue> issues;

    /** Refuses for one or more reasons. */
    public Refused(List<Issue> issues) {
        super(issues.getFirst().code(), "refused", null);
        this.issues = List.copyOf(issues);
    }

    /** Refuses for one reason that concerns the whole request. */
    public Refused(FailureCode code, String... arguments) {
        this(List.of(Issue.of(code, arguments)));
    }

    /** All the reasons. */
    public List<Issue> issues() {
        return issues;
    }
}
