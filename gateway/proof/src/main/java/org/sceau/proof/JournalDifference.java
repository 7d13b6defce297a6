package org.sceau.proof;

import java.util.List;
import java.util.Optional;

/**
 * The first place of a batch where entries and leaf hashes part.
 *
 * @param place index of the entry
 * @param wanted what the tree has there, if the leaf hashes say
 * @param found what stands there, if anything
 * @param subject id of the entry that stands there, or empty
 */
record JournalDifference(long place, Optional<Digest> wanted, Optional<Digest> found, String subject) {

    /** Compares the entries of a group with their leaf hashes; empty when they are the same. */
    static Optional<JournalDifference> of(long start, List<JournalRead.OfEntry> entries, List<Digest> leaves) {
        for (int i = 0; i < Math.max(entries.size(), leaves.size()); i++) {
            Optional<Digest> wanted = i < leaves.size() ? Optional.of(leaves.get(i)) : Optional.empty();
            Optional<JournalRead.OfEntry> entry = i < entries.size() ? Optional.of(entries.get(i)) : Optional.empty();
            if (!wanted.equals(entry.map(JournalRead.OfEntry::leaf))) {
                String subject = entry.flatMap(JournalRead.OfEntry::entry)
                        .map(read -> read.id().toString())
                        .orElse("");
                return Optional.of(
                        new JournalDifference(start + i, wanted, entry.map(JournalRead.OfEntry::leaf), subject));
            }
        }
        return Optional.empty();
    }
}
