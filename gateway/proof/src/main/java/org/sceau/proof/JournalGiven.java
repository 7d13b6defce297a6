package org.sceau.proof;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The checkpoints that somebody kept, compared with the journal's tree wherever that is known. For one thread. */
final class JournalGiven {
    /** A log's key changes with its key ring: rarely. */
    private static final int MOST_KEYS = 1_000;

    private final List<GivenCheckpoint> all;
    private final List<GivenCheckpoint> left;
    private final Set<LogKey> keys = new HashSet<>();
    private final List<JournalFinding> contradictions = new ArrayList<>();
    private final JournalFindings findings;
    private long fitting;

    JournalGiven(List<GivenCheckpoint> given, JournalFindings findings) {
        this.all = List.copyOf(given);
        this.left = new ArrayList<>(given);
        this.findings = findings;
    }

    /** The sizes at which roots are needed. */
    Set<Long> sizes() {
        return all.stream().map(given -> given.body().size()).collect(Collectors.toUnmodifiableSet());
    }

    void certified(LogKey key) {
        if (keys.size() < MOST_KEYS) {
            keys.add(key);
        }
    }

    void compare(Map<Long, Digest> roots) {
        if (left.isEmpty()) {
            return;
        }
        for (Map.Entry<Long, Digest> root : roots.entrySet()) {
            compare(new TreeHead(root.getKey(), root.getValue()));
        }
    }

    void compare(TreeHead head) {
        for (GivenCheckpoint given : List.copyOf(left)) {
            if (given.body().size() == head.size()) {
                left.remove(given);
                if (!given.body().root().equals(head.root())) {
                    contradictions.add(JournalFinding.at(JournalFault.GIVEN_CONTRADICTS, head.size(), given.name()));
                } else {
                    fitting++;
                }
            }
        }
    }

    /** The journal is at its end: whatever is wrong with the given ones becomes a finding, in the order of their sizes. */
    void end(String log, long size, boolean lost) {
        contradictions.forEach(findings::add);
        for (GivenCheckpoint given : left) {
            JournalFault fault =
                    lost || given.body().size() <= size ? JournalFault.GIVEN_NOT_COMPARED : JournalFault.GIVEN_IS_AHEAD;
            findings.add(JournalFinding.at(fault, given.body().size(), given.name()));
        }
        for (GivenCheckpoint given : all) {
            if (!given.body().logId().equals(log)) {
                findings.add(JournalFinding.at(
                        JournalFault.GIVEN_OF_OTHER_LOG, given.body().size(), given.name()));
            } else if (given.checkpoint().verify() instanceof ProofVerdict.Fails) {
                findings.add(JournalFinding.at(
                        JournalFault.GIVEN_NOT_SIGNED, given.body().size(), given.name()));
            } else if (!keys.contains(given.body().key())) {
                findings.add(JournalFinding.at(
                        JournalFault.GIVEN_KEY_UNKNOWN, given.body().size(), given.name()));
            }
        }
    }

    /** How many state what the journal has. */
    long fitting() {
        return fitting;
    }
}
