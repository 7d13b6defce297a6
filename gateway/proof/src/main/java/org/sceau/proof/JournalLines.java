package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lines of a journal file and checks each for itself: form, hashes, signatures. Thread-safe. */
final class JournalLines {
    /** What is shorter cannot be an entry, whose identifier and time alone are longer; it is not worth a hash. */
    private static final int LEAST_ENTRY_BYTES = 64;

    private final TrustAnchors anchors;
    private final JadesVerifier seals;

    JournalLines(TrustAnchors anchors) {
        this.anchors = anchors;
        this.seals = JadesVerifier.forMany(anchors);
    }

    List<JournalRead> block(byte[] block) {
        List<JournalRead> reads = new ArrayList<>();
        for (byte[] line : JournalBlocks.lines(block)) {
            reads.add(read(line));
        }
        return reads;
    }

    private JournalRead read(byte[] line) {
        if (line.length > JournalLine.MOST_BYTES) {
            return new JournalRead.Broken(Part.FILE, Reason.TOO_LARGE);
        }
        try {
            Optional<JournalLine> known = JournalLine.decode(line);
            return known.isEmpty() ? entry(line) : of(known.get());
        } catch (MalformedProof e) {
            return new JournalRead.Broken(e.part(), e.reason());
        }
    }

    private JournalRead of(JournalLine line) {
        return switch (line) {
            case JournalLine.Header header -> new JournalRead.OfHeader(header);
            case JournalLine.Leaves leaves -> new JournalRead.OfLeaves(leaves);
            case JournalLine.Sealed sealed -> checkpoint(sealed);
            case JournalLine.End end -> new JournalRead.OfEnd(end);
        };
    }

    private static JournalRead entry(byte[] line) {
        if (line.length < LEAST_ENTRY_BYTES) {
            return new JournalRead.Broken(Part.FILE, Reason.NOT_JSON);
        }
        Digest leaf = MerkleTree.leafHash(line);
        Digest digest = Digest.sha256(line);
        try {
            return new JournalRead.OfEntry(leaf, digest, Optional.of(Entry.decode(line)), Optional.empty());
        } catch (MalformedProof e) {
            return new JournalRead.OfEntry(leaf, digest, Optional.empty(), Optional.of(e.reason()));
        }
    }

    private JournalRead checkpoint(JournalLine.Sealed line) {
        Checkpoint checkpoint = line.sealed().checkpoint();
        long size = checkpoint.body().size();
        if (checkpoint.verifyOneOfMany() instanceof ProofVerdict.Fails(Reason reason)) {
            return new JournalRead.Unsealed(size, Part.CHECKPOINT, reason);
        }
        byte[] jades = line.sealed().jades().getBytes(StandardCharsets.UTF_8);
        return switch (seals.verify(Part.SEAL, jades)) {
            case JadesVerdict.NotValid(Part part, Reason reason, String _, List<SignedObject> _) ->
                new JournalRead.Unsealed(size, part, reason);
            case JadesVerdict.Valid seal -> sealed(checkpoint.body(), seal, line);
        };
    }

    private JournalRead sealed(Checkpoint.Body body, JadesVerdict.Valid seal, JournalLine.Sealed line) {
        if (!seal.objects()
                .equals(List.of(SealedCheckpoint.object(body, line.sealed().note())))) {
            return new JournalRead.Unsealed(body.size(), Part.SEAL, Reason.SEALED_OBJECT_MISMATCH);
        }
        Digest stamped = SealedCheckpoint.digest(line.sealed().note());
        return new JournalRead.OfCheckpoint(
                body, seal.sealer(), line.stamp().map(token -> token.verify(stamped, anchors)));
    }
}
