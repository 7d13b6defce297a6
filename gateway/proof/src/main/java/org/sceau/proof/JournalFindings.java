package org.sceau.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects findings: the first ones whole, all of them by number. For one thread. */
final class JournalFindings {
    private final List<JournalFinding> findings = new ArrayList<>();
    private final List<JournalFinding> held = new ArrayList<>();
    private Optional<JournalDifference> first = Optional.empty();
    private int firstAt = -1;
    private long count;

    void add(JournalFinding finding) {
        count++;
        if (findings.size() < JournalWalk.MOST_FINDINGS) {
            findings.add(finding);
        }
    }

    /** A finding that stands only if the entries around it are those that were sealed. */
    void hold(JournalFinding finding) {
        if (held.size() < JournalWalk.MOST_FINDINGS) {
            held.add(finding);
        }
    }

    void release(boolean entriesAreGenuine) {
        if (entriesAreGenuine) {
            held.forEach(this::add);
        }
        held.clear();
    }

    /** An entry that is not the sealed one; what became of the first of them is looked for afterwards. */
    void differs(JournalDifference difference) {
        if (first.isEmpty() && findings.size() < JournalWalk.MOST_FINDINGS) {
            first = Optional.of(difference);
            firstAt = findings.size();
        }
        add(JournalFinding.at(JournalFault.ENTRY_DIFFERS, difference.place(), difference.subject()));
    }

    /** The first place where entries and sealed tree part, if there is one whose hash is known. */
    Optional<JournalDifference> first() {
        return first;
    }

    void name(JournalFinding exactly) {
        findings.set(firstAt, exactly);
    }

    boolean none() {
        return count == 0;
    }

    JournalVerdict verdict(JournalClaims claims) {
        return count == 0 ? new JournalVerdict.Proved(claims) : new JournalVerdict.Refuted(claims, findings, count);
    }
}
