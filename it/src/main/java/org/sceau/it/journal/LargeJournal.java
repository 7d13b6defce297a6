package org.sceau.it.journal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.sceau.keys.KeyRing;
import org.sceau.proof.Actor;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.Digest;
import org.sceau.proof.Entry;
import org.sceau.proof.EventName;
import org.sceau.proof.JournalFile;
import org.sceau.proof.MerkleTree;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.proof.TreeFrontier;
import org.sceau.transfer.OrderedIds;

/**
 * Writes the journal of a gateway that accepted many reports: of each transfer an acceptance, two consignments and a
 * handover, with the digests that a report with one document has. For one thread.
 */
final class LargeJournal {
    private static final EventName[] EVENTS = {
        EventName.SUBMISSION_ACCEPTANCE,
        EventName.CONTENT_CONSIGNMENT,
        EventName.CONTENT_CONSIGNMENT,
        EventName.CONTENT_HANDOVER
    };
    private static final String[] DIGESTS = {"payload/0", "metadata", "signature", "document/0"};
    /** Transfers under way at once, so that the entries of one do not stand side by side. */
    private static final int UNDERWAY = 64;

    private final KeyRing keys;
    private final SecureRandom random = new SecureRandom();
    private final String log;
    private final Map<UUID, Digest> last = new HashMap<>();
    private final Actor actor = new Actor(digest("actor"), "CDE/-/1B0000001", "tls-client-certificate");
    private Instant now;
    private TreeFrontier tree = TreeFrontier.EMPTY;
    private UUID[] underway = new UUID[0];

    LargeJournal(KeyRing keys, Instant start) {
        this.keys = keys;
        this.now = start;
        this.log = OrderedIds.at(start, random).toString();
    }

    /** Writes {@code entries} of them, a seal over each {@code perSeal}. */
    void write(Path file, long entries, int perSeal) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            JournalFile journal = JournalFile.begin(out, log);
            for (long i = 0; i < entries; i++) {
                Entry entry = i == 0 ? opened() : next(i - 1);
                byte[] content = entry.encode();
                entry.transfer().ifPresent(transfer -> last.put(transfer, Digest.sha256(content)));
                Digest leaf = MerkleTree.leafHash(content);
                tree = tree.append(leaf, (level, index, hash) -> {});
                journal.entry(content, leaf);
                if ((i + 1) % perSeal == 0 || i + 1 == entries) {
                    journal.checkpoint(sealed(), Optional.empty());
                }
            }
            journal.end();
        }
    }

    private SealedCheckpoint sealed() {
        Checkpoint.Body body =
                Checkpoint.Body.of(log, tree.head(), keys.logSigner().key());
        return SealedCheckpoint.seal(body, keys.logSigner(), keys.seal(), now);
    }

    private Entry opened() {
        return entry(EventName.LOG_OPENED, Optional.empty(), 0);
    }

    private Entry next(long number) {
        now = now.plusMillis(3);
        int slot = (int) (number % UNDERWAY);
        int event = (int) (number / UNDERWAY % EVENTS.length);
        if (event == 0 && slot == 0) {
            underway = new UUID[UNDERWAY];
            last.clear();
        }
        if (event == 0) {
            underway[slot] = OrderedIds.at(now, random);
        }
        return entry(EVENTS[event], Optional.of(underway[slot]), event == 3 ? 1 : DIGESTS.length);
    }

    private Entry entry(EventName event, Optional<UUID> transfer, int digests) {
        TreeMap<String, Digest> salted = new TreeMap<>();
        for (int i = 0; i < digests; i++) {
            byte[] value = new byte[32];
            random.nextBytes(value);
            salted.put(DIGESTS[i], Digest.of(value));
        }
        return new Entry(
                OrderedIds.at(now, random),
                log,
                event,
                transfer,
                transfer.map(id -> "hopital-fictif"),
                now,
                actor,
                "conf/routes/resultats.yaml#resultats",
                "permit: CSP L.1110-4",
                Optional.empty(),
                new TreeMap<>(Map.of("route", digest("route"), "policy", digest("policy"))),
                transfer.map(last::get),
                salted);
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
