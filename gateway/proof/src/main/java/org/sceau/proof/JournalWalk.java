package org.sceau.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the lines of a journal in their order and grows the tree: once from the entries and, from where they part,
 * once from the leaf hashes that the file keeps beside them. Whichever leads to a sealed root is what was sealed. For one
 * thread.
 */
final class JournalWalk {
    /** More findings than anybody reads; the rest is counted. */
    static final int MOST_FINDINGS = 100;

    private final JournalFindings findings = new JournalFindings();
    private final JournalGiven given;
    private final JournalChain chain = new JournalChain(findings);
    private final JournalSummary summary = new JournalSummary();
    private final List<JournalRead.OfEntry> group = new ArrayList<>();
    private JournalBranch seen;
    private Optional<JournalBranch> stated = Optional.empty();
    private Optional<JournalDifference> difference = Optional.empty();
    private long sealedSize;
    private boolean lost;

    JournalWalk(List<GivenCheckpoint> given) {
        this.given = new JournalGiven(given, findings);
        this.seen = JournalBranch.empty(this.given.sizes());
    }

    long entries() {
        return summary.entries();
    }

    JournalFindings findings() {
        return findings;
    }

    void take(JournalRead read) {
        if (!summary.inOrder(read)) {
            findings.add(JournalFinding.at(JournalFault.LINE_MALFORMED, seen.size() + group.size(), ""));
            return;
        }
        switch (read) {
            case JournalRead.OfHeader _, JournalRead.OfEnd _ -> {}
            case JournalRead.OfEntry entry -> entry(entry);
            case JournalRead.OfLeaves leaves -> leaves(leaves.leaves().hashes());
            case JournalRead.OfCheckpoint checkpoint -> checkpoint(checkpoint);
            case JournalRead.Unsealed bad ->
                findings.add(JournalFinding.of(JournalFault.SEAL_INVALID, bad.size(), bad.part(), bad.reason()));
            case JournalRead.Broken broken ->
                findings.add(JournalFinding.of(
                        JournalFault.LINE_MALFORMED, seen.size() + group.size(), broken.part(), broken.reason()));
        }
    }

    private void entry(JournalRead.OfEntry entry) {
        chain.take(entry, seen.size() + group.size(), summary.log());
        group.add(entry);
        if (group.size() > JournalLine.MOST_LEAVES) {
            flush(List.of());
        }
    }

    private void leaves(List<Digest> hashes) {
        flush(hashes);
    }

    private void flush(List<Digest> hashes) {
        long start = stated.orElse(seen).size();
        Optional<JournalDifference> here = JournalDifference.of(start, group, hashes);
        if (here.isPresent() && stated.isEmpty()) {
            stated = Optional.of(seen.copy());
        }
        difference = difference.or(() -> here);
        group.forEach(entry -> seen.append(entry.leaf()));
        stated.ifPresent(branch -> hashes.forEach(branch::append));
        group.clear();
    }

    private void checkpoint(JournalRead.OfCheckpoint checkpoint) {
        if (!group.isEmpty()) {
            flush(List.of());
        }
        Checkpoint.Body body = checkpoint.body();
        given.certified(body.key());
        if (checkpoint.stamp().orElse(null) instanceof StampVerdict.NotValid(Part part, Reason reason, String _)) {
            findings.add(JournalFinding.of(JournalFault.STAMP_INVALID, body.size(), part, reason));
        }
        if (!body.logId().equals(summary.log())) {
            findings.add(JournalFinding.at(JournalFault.CHECKPOINT_OF_OTHER_LOG, body.size(), ""));
        } else if (lost) {
            given.compare(body.head());
        } else if (seen.isAt(body.head())) {
            findings.release(true);
            difference.ifPresent(d -> findings.add(JournalFinding.at(JournalFault.LEAVES_ALTERED, d.place(), "")));
            settle(seen, checkpoint);
        } else if (stated.filter(branch -> branch.isAt(body.head())).isPresent()) {
            findings.release(false);
            chain.stop();
            difference.ifPresent(findings::differs);
            settle(stated.get(), checkpoint);
        } else {
            lose(body.size());
            given.compare(body.head());
        }
    }

    private void settle(JournalBranch branch, JournalRead.OfCheckpoint checkpoint) {
        seen = branch;
        stated = Optional.empty();
        difference = Optional.empty();
        sealedSize = branch.size();
        summary.sealed(checkpoint);
        given.compare(branch.roots());
    }

    private void lose(long size) {
        findings.release(false);
        chain.stop();
        lost = true;
        findings.add(JournalFinding.among(
                JournalFault.ENTRIES_UNLIKE_SEAL, Math.min(sealedSize, size), Math.max(sealedSize, size - 1)));
    }

    /** The file is at its end. */
    void end() {
        if (!group.isEmpty()) {
            flush(List.of());
        }
        long size = Math.max(seen.size(), stated.map(JournalBranch::size).orElse(0L));
        if (!lost && size > sealedSize) {
            findings.release(true);
            findings.add(JournalFinding.among(JournalFault.NOT_SEALED, sealedSize, size - 1));
        }
        if (findings.none() && !(summary.isWhole() && summary.isSealed())) {
            findings.add(JournalFinding.at(JournalFault.CUT_SHORT, summary.entries(), ""));
        }
        given.end(summary.log(), sealedSize, lost);
    }

    JournalVerdict verdict() {
        return findings.verdict(summary.claims(chain.follows(), given.fitting()));
    }
}
