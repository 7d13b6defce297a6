package org.sceau.document;

import java.util.List;

/** Validates authors' signatures that are documents of their own. Implementations are thread-safe. */
@FunctionalInterface
public interface AuthorJudge {

    /** Looks at none. */
    AuthorJudge NONE = documents -> List.of();

    /**
     * The verdicts on the signatures among the documents of one submission, in their order. Throws for nothing that stands
     * in them; {@link org.sceau.failure.Refused} when a payload cannot be read again.
     */
    List<AuthorVerdict> judge(List<DocumentEntry> documents);
}
