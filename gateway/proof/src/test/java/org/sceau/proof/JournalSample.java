package org.sceau.proof;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** A log with some transfers of three entries each, in batches of one to five, sealed; and its file. */
final class JournalSample {
    private static final int[] BATCHES = {1, 3, 5, 2, 1, 4};

    final List<Entry> entries = new ArrayList<>();
    final List<Checkpoint> checkpoints = new ArrayList<>();
    final TestPki pki = new TestPki();
    private final MemoryTree tree = new MemoryTree();
    private final Map<UUID, Digest> last = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JournalFile file;

    JournalSample(int batches) {
        this(batches, Samples.LOG, Samples.NOTES);
    }

    JournalSample(int batches, String log, NoteSigner notes) {
        try {
            file = JournalFile.begin(out, log);
            for (int batch = 0; batch < batches; batch++) {
                for (int i = 0; i < BATCHES[batch % BATCHES.length]; i++) {
                    enter(entry(log, entries.size()));
                }
                checkpoint(log, notes);
            }
            file.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void enter(Entry entry) throws IOException {
        entries.add(entry);
        entry.transfer().ifPresent(transfer -> last.put(transfer, entry.digest()));
        Digest leaf = MerkleTree.leafHash(entry.encode());
        tree.append(leaf);
        file.entry(entry.encode(), leaf);
    }

    private void checkpoint(String log, NoteSigner notes) throws IOException {
        Checkpoint.Body body = Checkpoint.Body.of(log, tree.frontier().head(), notes.key());
        SealedCheckpoint sealed =
                SealedCheckpoint.seal(body, notes, pki.signer(), TestPki.NOW.plusSeconds(checkpoints.size()));
        checkpoints.add(sealed.checkpoint());
        file.checkpoint(sealed, Optional.empty());
    }

    private Entry entry(String log, int index) {
        UUID transfer = new UUID(7, (index - 1) / 3);
        EventName event = index == 0
                ? EventName.LOG_OPENED
                : index % 3 == 1 ? EventName.SUBMISSION_ACCEPTANCE : EventName.CONTENT_CONSIGNMENT;
        return new Entry(
                new UUID(1, index),
                log,
                event,
                index == 0 ? Optional.empty() : Optional.of(transfer),
                index == 0 ? Optional.empty() : Optional.of("hopital-fictif"),
                at(index),
                new Actor(Digest.of(Samples.filled(9)), "-", "tls-client-certificate"),
                "conf/routes/lab.yaml#lab-results",
                "permit",
                Optional.empty(),
                new TreeMap<>(),
                index == 0 ? Optional.empty() : Optional.ofNullable(last.get(transfer)),
                new TreeMap<>(Map.of("payload/0", Digest.sha256(new byte[] {(byte) index}))));
    }

    private static Instant at(int index) {
        return TestPki.NOW.plusMillis(index);
    }

    TrustAnchors anchors() {
        return pki.anchors();
    }

    GivenCheckpoint given(int checkpoint) {
        return new GivenCheckpoint("kept", checkpoints.get(checkpoint));
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /** The file's lines, to be tampered with. */
    List<String> lines() {
        return new ArrayList<>(List.of(out.toString(StandardCharsets.UTF_8).split("\n")));
    }

    /** Which line of the file holds entry {@code index}. */
    int line(int index) {
        return lines().indexOf(new String(entries.get(index).encode(), StandardCharsets.UTF_8));
    }
}
