package org.sceau.proof;

import java.util.Optional;
import java.util.UUID;

/**
 * What entries say of one another: that each names its log and the previous entry of its transfer. Said only of entries that
 * are those that were sealed: after one that is not, nothing can be. For one thread.
 */
final class JournalChain {
    private final JournalFindings findings;
    private final PreviousEntries transfers = new PreviousEntries();
    private Optional<String> follows = Optional.empty();
    private boolean stopped;

    JournalChain(JournalFindings findings) {
        this.findings = findings;
    }

    void take(JournalRead.OfEntry read, long place, String log) {
        if (stopped) {
            return;
        }
        if (read.entry().isEmpty()) {
            String reason = read.malformed().map(Reason::code).orElse("");
            findings.hold(
                    new JournalFinding(JournalFault.ENTRY_MALFORMED, place, -1, "", Part.ENTRY.code() + "/" + reason));
            return;
        }
        Entry entry = read.entry().get();
        if (place == 0 && entry.event() == EventName.LOG_OPENED && entry.rule().startsWith(Entry.AFTER_LOG)) {
            follows = Optional.of(entry.rule().substring(Entry.AFTER_LOG.length()));
        }
        if (!entry.log().equals(log)) {
            findings.hold(JournalFinding.at(
                    JournalFault.ENTRY_OF_OTHER_LOG, place, entry.id().toString()));
        }
        entry.transfer().ifPresent(transfer -> previous(entry, transfer, read.digest(), place));
    }

    /** A transfer that is new to this log names nothing, but for one that went on from another log. */
    private void previous(Entry entry, UUID transfer, Digest digest, long place) {
        Optional<PreviousEntries.Prefix> known = transfers.put(transfer, digest);
        boolean elsewhere = known.isEmpty() && follows.isPresent();
        if (!elsewhere && !known.equals(entry.previous().map(PreviousEntries.Prefix::of))) {
            findings.hold(JournalFinding.at(
                    JournalFault.PREVIOUS_MISMATCH, place, entry.id().toString()));
        }
    }

    void stop() {
        stopped = true;
    }

    Optional<String> follows() {
        return follows;
    }
}
