package org.sceau.proof;

import java.util.List;

/** The verdict on an evidence file and the documents supplied with it. */
public sealed interface Verdict {

    /** Everything holds; what that is, and what it is not, stands in the claims. */
    record Proved(Claims claims) implements Verdict {}

    /**
     * Something does not hold.
     *
     * @param part where
     * @param reason why
     * @param where member or document concerned, or empty
     * @param documents findings, if the evidence itself held and a document did not
     */
    record Refuted(Part part, Reason reason, String where, List<DocumentFinding> documents) implements Verdict {}
}
