package org.sceau.proof;

import java.util.ArrayList;
import java.util.List;

/** The verdict on a journal file and the checkpoints given with it. */
public sealed interface JournalVerdict {

    /** What was seen. */
    JournalClaims claims();

    /** The same where files of these names were given as checkpoints and are none; itself where there are none. */
    default JournalVerdict withMalformed(List<String> given) {
        if (given.isEmpty()) {
            return this;
        }
        List<JournalFinding> findings = new ArrayList<>();
        long count = given.size();
        if (this instanceof Refuted refuted) {
            findings.addAll(refuted.findings());
            count += refuted.count();
        }
        given.stream()
                .limit(Math.max(0, JournalWalk.MOST_FINDINGS - findings.size()))
                .forEach(name -> findings.add(JournalFinding.at(JournalFault.GIVEN_MALFORMED, -1, name)));
        return new Refuted(claims(), findings, count);
    }

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
