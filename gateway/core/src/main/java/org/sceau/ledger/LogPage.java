package org.sceau.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sceau.journal.Tile;
import org.sceau.proof.Digest;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.proof.TimeStampToken;

/**
 * The rows of one tile's entries.
 *
 * @param start index of the first entry, a multiple of 256
 * @param end index after the last
 * @param entries canonical bytes by index; one that is missing is not there
 * @param tile the tree's hashes of them, where the tile is full
 * @param seals checkpoints over more than {@code start} and at most {@code end} entries, in their order
 */
record LogPage(long start, long end, Map<Long, Octets> entries, Optional<Tile> tile, List<Seal> seals) {
    static final String ENTRIES =
            "select idx, content from entry where log = ? and idx >= ? and idx < ? order by log, idx";
    static final String SEALS = "select s.tree_size, s.note, s.jades, t.token from seal s"
            + " left join time_stamp t on t.log = s.log and t.tree_size = s.tree_size"
            + " where s.log = ? and s.tree_size > ? and s.tree_size <= ? order by s.log, s.tree_size";
    private static final String TILE = "select hashes from tile where log = ? and tile_level = 0 and idx = ?";

    /** A checkpoint, its size as its row says, and its time-stamp. */
    record Seal(long size, SealedCheckpoint checkpoint, Optional<TimeStampToken> stamp) {}

    private record Line(long index, Octets content) {}

    static LogPage read(Queries sql, UUID log, long start, long end) throws SQLException {
        Map<Long, Octets> entries = new HashMap<>();
        sql.all(ENTRIES, row -> new Line(row.getLong("idx"), Octets.of(Columns.bytes(row, "content"))), log, start, end)
                .forEach(line -> entries.put(line.index(), line.content()));
        Optional<Tile> tile = sql.one(
                TILE, row -> Tile.read(0, start / Tile.WIDTH, Columns.bytes(row, "hashes")), log, start / Tile.WIDTH);
        return new LogPage(start, end, entries, tile, sql.all(SEALS, LogPage::seal, log, start, end));
    }

    /** The hash that the tree has at {@code index}, if it is kept apart from the entry. */
    Optional<Digest> leaf(long index) {
        return tile.map(full -> full.hash((int) (index - start)));
    }

    private static Seal seal(ResultSet row) throws SQLException {
        SealedCheckpoint sealed = new SealedCheckpoint(
                new String(Columns.bytes(row, "note"), StandardCharsets.UTF_8),
                new String(Columns.bytes(row, "jades"), StandardCharsets.UTF_8));
        return new Seal(
                row.getLong("tree_size"),
                sealed,
                Optional.ofNullable(row.getBytes("token")).map(TimeStampToken::decode));
    }
}
