package org.sceau.intake;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;

/**
 * What stands against one request. A request with a structural fault is read on to its end, so that bad syntax is always
 * called bad syntax; the fault is kept here meanwhile. Not thread-safe.
 */
final class Objections {
    private @Nullable Issue deferred;

    /** Refuses later, unless something graver turns up. The first objection counts. */
    void defer(Issue issue) {
        if (deferred == null) {
            deferred = issue;
        }
    }

    /** The refusal for {@code issue} and what was deferred, the gravest first. */
    Refused refuse(Issue issue) {
        Issue earlier = deferred;
        if (earlier == null) {
            return new Refused(List.of(issue));
        }
        return new Refused(bytes(issue.code()) ? List.of(issue, earlier) : List.of(earlier, issue));
    }

    /** The refusal for something at a byte of the body, counted from 0. */
    Refused refuse(FailureCode code, long position, String... arguments) {
        return refuse(Issue.at(code, "byte " + position, arguments));
    }

    /** Refuses if an objection was deferred. */
    void settle() {
        Issue earlier = deferred;
        if (earlier != null) {
            throw new Refused(List.of(earlier));
        }
    }

    private static boolean bytes(FailureCode code) {
        return switch (code) {
            case SYNTAX_INVALID, DUPLICATE_KEY, ENCODING_INVALID, DOCTYPE_FORBIDDEN, BASE64_INVALID -> true;
            default -> false;
        };
    }
}
