package org.sceau.proof;

import java.util.List;

/** The verdict on a journal file and the checkpoints given with it. */
public sealed interface JournalVerdict {

    /** What was seen. */
    JournalClaims claims();

    /** Everything holds: each entry is the one that was sealed at its place, and each given checkpoint fits. */
    record Proved(JournalClaims claims) implements JournalVerdict {}

    /**
     * Something does not hold.
     *
     * @param claims what was seen nevertheless
     * @param findings in the order of the file, those about given checkpoints last; at most {@value JournalWalk#MOST_FINDINGS}
     * @param count all findings
     */
    record Refuted(JournalClaims claims, List<JournalFinding> findings, long count) implements JournalVerdict {
        /** Copies. */
        public Refuted {
            findings = List.copyOf(findings);
        }
    }
}
