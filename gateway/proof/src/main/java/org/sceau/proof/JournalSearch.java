package org.sceau.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks through a journal file for what became of the entry that should stand at a place, and for what stands there instead. */
final class JournalSearch {
    private final JournalDifference difference;
    private long entry;
    private long leaf;
    private Optional<Long> wantedAt = Optional.empty();
    private boolean foundIsSealed;

    private JournalSearch(JournalDifference difference) {
        this.difference = difference;
    }

    /** The finding that names it: altered, missing, reordered or added. */
    static JournalFinding name(Path file, JournalDifference difference) throws IOException {
        JournalSearch search = new JournalSearch(difference);
        try (InputStream in = Files.newInputStream(file)) {
            JournalBlocks blocks = new JournalBlocks(in);
            Optional<byte[]> block = blocks.next();
            while (block.isPresent()) {
                JournalBlocks.lines(block.get()).forEach(search::look);
                block = blocks.next();
            }
        } catch (MalformedProof e) {
            // what cannot be read is a finding of its own; what was seen before it counts
            return search.finding();
        }
        return search.finding();
    }

    private void look(byte[] line) {
        Optional<JournalLine> known;
        try {
            known = JournalLine.decode(line);
        } catch (MalformedProof e) {
            return;
        }
        if (known.isEmpty()) {
            Optional<Digest> hash = Optional.of(MerkleTree.leafHash(line));
            if (hash.equals(difference.wanted())) {
                wantedAt = wantedAt.or(() -> Optional.of(entry));
            }
            entry++;
        } else if (known.get() instanceof JournalLine.Leaves(List<Digest> hashes)) {
            for (Digest hash : hashes) {
                foundIsSealed |= leaf != difference.place() && Optional.of(hash).equals(difference.found());
                leaf++;
            }
        }
    }

    private JournalFinding finding() {
        String subject = difference.subject();
        long place = difference.place();
        boolean nothing = difference.found().isEmpty();
        if (wantedAt.isPresent()) {
            JournalFault fault = foundIsSealed || nothing ? JournalFault.ENTRY_REORDERED : JournalFault.ENTRY_ADDED;
            return new JournalFinding(fault, place, wantedAt.get(), subject, "");
        }
        if (difference.wanted().isEmpty()) {
            return JournalFinding.at(
                    foundIsSealed ? JournalFault.ENTRY_REORDERED : JournalFault.ENTRY_ADDED, place, subject);
        }
        return JournalFinding.at(
                foundIsSealed || nothing ? JournalFault.ENTRY_MISSING : JournalFault.ENTRY_ALTERED, place, subject);
    }
}
