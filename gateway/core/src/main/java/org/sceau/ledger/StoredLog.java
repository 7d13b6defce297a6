package org.sceau.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.sceau.journal.Edge;
import org.sceau.journal.Tile;
import org.sceau.journal.TreeReader;
import org.sceau.proof.ConsistencyProof;
import org.sceau.proof.Digest;
import org.sceau.proof.JournalFile;
import org.sceau.proof.MerkleTree;
import org.sceau.proof.Openings;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.proof.TreeHead;
import org.sceau.receipt.ReceiptFile;
import org.sceau.receipt.Receipts;
import org.sceau.transfer.ReceiptId;

/**
 * A log as it is stored: entries, tree, seals. Gives out what the journal holds and never a salt or an opening. Sees only
 * what is on stable storage. Thread-safe.
 */
public final class StoredLog {
    private static final String ENTRY = "select idx, content from entry where log = ? and receipt = ?";

    private final Reads reads;
    private final UUID log;
    private final Supplier<Edge> edge;

    /** Reads {@code log}, whose tree is now the one at {@code edge}. */
    StoredLog(Reads reads, UUID log, Supplier<Edge> edge) {
        this.reads = reads;
        this.log = log;
        this.edge = edge;
    }

    private record Place(long index, Octets content) {}

    /** Its id. */
    public String id() {
        return log.toString();
    }

    /** Entries on stable storage. */
    public long size() {
        return edge.get().size();
    }

    /** The newest checkpoint; empty for a log without entries. */
    public Optional<SealedCheckpoint> newest() {
        return newest(edge.get());
    }

    private Optional<SealedCheckpoint> newest(Edge at) {
        return at.size() == 0
                ? Optional.empty()
                : reads.read(sql -> LogRows.sealOver(sql, log, at.size() - 1)).map(LogRows.Sealed::checkpoint);
    }

    /** Proves that an entry stands in the log, to the newest checkpoint: a receipt that opens nothing. */
    public Optional<ReceiptFile> prove(ReceiptId id) {
        Edge at = edge.get();
        Optional<Place> found = reads.read(sql -> sql.one(
                        ENTRY,
                        row -> new Place(row.getLong("idx"), Octets.of(Columns.bytes(row, "content"))),
                        log,
                        id.value()))
                .filter(place -> place.index() < at.size());
        return found.flatMap(place -> newest(at)
                .map(checkpoint -> reads.read(sql -> {
                    Receipts.Place where = new Receipts.Place(place.index(), at.size(), tree(sql, at));
                    return Receipts.build(
                            place.content().bytes(),
                            Openings.NONE,
                            where,
                            checkpoint,
                            Optional.empty(),
                            Optional.empty(),
                            List.of());
                })));
    }

    /** The root of the first {@code size} entries; throws IllegalArgumentException when there are not so many. */
    public TreeHead head(long size) {
        Edge at = within(size);
        return reads.read(sql -> new TreeHead(size, MerkleTree.root(size, tree(sql, at))));
    }

    /** That the log of {@code first} entries is the beginning of that of {@code second}; throws IllegalArgumentException. */
    public ConsistencyProof consistency(long first, long second) {
        Edge at = within(second);
        return reads.read(sql -> ConsistencyProof.build(first, second, tree(sql, at)));
    }

    /**
     * The hashes of a tile of the tree (C2SP tlog-tiles), the first {@code width} of them.
     *
     * @param level of tiles, from 0
     * @param index of the tile in its level
     * @param width 1 to 256
     * @return empty when the tree does not have all of them
     */
    public Optional<List<Digest>> tile(int level, long index, int width) {
        Edge at = edge.get();
        long hashes = level < 8 ? at.size() >>> (8 * level) : 0;
        if (index > hashes / Tile.WIDTH || index * Tile.WIDTH + width > hashes) {
            return Optional.empty();
        }
        return Optional.of(
                index < hashes / Tile.WIDTH
                        ? reads.read(sql -> LogRows.tile(sql, log, level, index))
                                .hashes(0, width)
                        : at.partial().get(level).subList(0, width));
    }

    /** The entries of a tile of level 0, the first {@code width} of them; empty when there are not so many. */
    public Optional<List<Octets>> entries(long index, int width) {
        if (index > size() / Tile.WIDTH || index * Tile.WIDTH + width > size()) {
            return Optional.empty();
        }
        long start = index * Tile.WIDTH;
        LogPage page = reads.read(sql -> LogPage.read(sql, log, start, start + width));
        List<Octets> entries = new ArrayList<>();
        for (long at = start; at < start + width; at++) {
            Octets entry = page.entries().get(at);
            if (entry == null) {
                return Optional.empty();
            }
            entries.add(entry);
        }
        return Optional.of(entries);
    }

    private Edge within(long size) {
        Edge at = edge.get();
        if (size < 0 || size > at.size()) {
            throw new IllegalArgumentException("the log has not so many entries");
        }
        return at;
    }

    private TreeReader tree(Queries sql, Edge at) {
        return new TreeReader(at, (level, index) -> LogOpening.tile(sql, log, level, index));
    }

    /**
     * Writes the whole log, as it was when this began, with all its seals; a page at a time, so that the recorder goes on.
     * It is written as it is stored, also where it was tampered with: what is wrong is the verifier's to say.
     */
    public void export(JournalFile file) throws IOException {
        long size = reads.read(sql -> LogRows.lastSeal(sql, log))
                .map(LogRows.Sealed::size)
                .orElse(0L);
        for (long from = 0; from < size; from += Tile.WIDTH) {
            long start = from;
            long end = Math.min(size, from + Tile.WIDTH);
            write(reads.read(sql -> LogPage.read(sql, log, start, end)), file);
        }
        file.end();
    }

    private static void write(LogPage page, JournalFile file) throws IOException {
        int next = 0;
        for (long index = page.start(); index < page.end(); index++) {
            Optional<Octets> content = Optional.ofNullable(page.entries().get(index));
            Optional<Digest> leaf = page.leaf(index);
            if (content.isPresent()) {
                byte[] bytes = content.get().bytes();
                file.entry(bytes, leaf.orElseGet(() -> MerkleTree.leafHash(bytes)));
            } else if (leaf.isPresent()) {
                file.lost(leaf.get());
            }
            List<LogPage.Seal> seals = page.seals();
            while (next < seals.size() && seals.get(next).size() == index + 1) {
                file.checkpoint(seals.get(next).checkpoint(), seals.get(next).stamp());
                next++;
            }
        }
    }
}
