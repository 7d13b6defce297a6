package org.sceau.proof;

import java.util.Optional;

/** Counts the lines of a journal file and keeps what is said of it in the end. For one thread. */
final class JournalSummary {
    private String log = "";
    private boolean begun;
    private Optional<JournalLine.End> end = Optional.empty();
    private long entries;
    private long checkpoints;
    private long stamps;
    private Optional<TreeHead> head = Optional.empty();
    private Optional<Sealer> sealer = Optional.empty();
    private Optional<TimeStamped> stamped = Optional.empty();

    /** Counts a line; false when it may not stand where it does: a second header, anything before it, anything after the end. */
    boolean inOrder(JournalRead read) {
        if (end.isPresent() || begun == read instanceof JournalRead.OfHeader) {
            return false;
        }
        begun = true;
        switch (read) {
            case JournalRead.OfHeader header -> log = header.header().log();
            case JournalRead.OfEntry _ -> entries++;
            case JournalRead.OfCheckpoint checkpoint -> {
                checkpoints++;
                stamps += checkpoint.stamp().isPresent() ? 1 : 0;
            }
            case JournalRead.Unsealed _ -> checkpoints++;
            case JournalRead.OfEnd last -> end = Optional.of(last.end());
            case JournalRead.OfLeaves _, JournalRead.Broken _ -> {}
        }
        return true;
    }

    void sealed(JournalRead.OfCheckpoint checkpoint) {
        head = Optional.of(checkpoint.body().head());
        sealer = Optional.of(checkpoint.sealer());
        if (checkpoint.stamp().orElse(null) instanceof StampVerdict.Valid(TimeStamped newest)) {
            stamped = Optional.of(newest);
        }
    }

    String log() {
        return log;
    }

    long entries() {
        return entries;
    }

    boolean isWhole() {
        return end.equals(Optional.of(new JournalLine.End(entries, checkpoints)));
    }

    /** Whether any seal holds: a log is sealed from its first entry on, so that a file without a seal proves nothing. */
    boolean isSealed() {
        return head.isPresent();
    }

    JournalClaims claims(Optional<String> follows, long given) {
        return new JournalClaims(log, follows, entries, checkpoints, stamps, head, sealer, stamped, given);
    }
}
