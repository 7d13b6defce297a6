package org.sceau.proof;

import java.util.Optional;

/** What one line of a journal file turned out to be, with all that can be said of it alone. */
sealed interface JournalRead {

    /**
     * An entry.
     *
     * @param leaf its hash in the tree
     * @param digest SHA-256 of the line: what the next entry of the transfer names
     * @param entry as read
     * @param malformed why it is none
     */
    record OfEntry(Digest leaf, Digest digest, Optional<Entry> entry, Optional<Reason> malformed)
            implements JournalRead {}

    /** Leaf hashes. */
    record OfLeaves(JournalLine.Leaves leaves) implements JournalRead {}

    /** A checkpoint; its seal holds. */
    record OfCheckpoint(Checkpoint.Body body, Sealer sealer, Optional<StampVerdict> stamp) implements JournalRead {}

    /** A checkpoint whose signature or seal does not hold. */
    record Unsealed(long size, Part part, Reason reason) implements JournalRead {}

    /** The first line. */
    record OfHeader(JournalLine.Header header) implements JournalRead {}

    /** The last line. */
    record OfEnd(JournalLine.End end) implements JournalRead {}

    /** A line that is not what it begins as. */
    record Broken(Part part, Reason reason) implements JournalRead {}
}
