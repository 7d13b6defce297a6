package org.sceau.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.journal.Tile;
import org.sceau.proof.Digest;
import org.sceau.proof.MerkleTree;
import org.sceau.proof.SealedCheckpoint;

/** The rows of a log: entries, tiles and seals. */
final class LogRows {
    private static final String TILE = "select hashes from tile where log = ? and tile_level = ? and idx = ?";
    private static final String INSERT_TILE = "insert into tile (log, tile_level, idx, hashes) values (?, ?, ?, ?)";
    private static final String INSERT_SEAL = "insert into seal (log, tree_size, note, jades) values (?, ?, ?, ?)";
    static final String SEAL_OVER = "select tree_size, note, jades from seal"
            + " where log = ? and tree_size > ? order by log, tree_size limit 1";
    static final String LAST_SEAL =
            "select tree_size, note, jades from seal where log = ? order by log desc, tree_size desc limit 1";
    private static final String LEAVES = "select content from entry where log = ? and idx >= ? order by log, idx";

    private LogRows() {}

    /** A seal and the size of the tree it is over. */
    record Sealed(long size, SealedCheckpoint checkpoint) {}

    static Tile tile(Queries sql, UUID log, int level, long index) throws SQLException {
        return sql.one(TILE, row -> Tile.read(level, index, Columns.bytes(row, "hashes")), log, level, index)
                .orElseThrow(() -> new StoreFailed(
                        FailureCode.STORE_UNAVAILABLE, "tile " + level + "/" + index + " is missing", null));
    }

    static void insert(Sql sql, UUID log, Tile tile) throws SQLException {
        sql.run(INSERT_TILE, log, tile.level(), tile.index(), tile.bytes());
    }

    static void insert(Sql sql, UUID log, long size, SealedCheckpoint sealed) throws SQLException {
        sql.run(
                INSERT_SEAL,
                log,
                size,
                sealed.note().getBytes(StandardCharsets.UTF_8),
                sealed.jades().getBytes(StandardCharsets.UTF_8));
    }

    /** The seal of the batch that entry {@code index} came with. */
    static Optional<Sealed> sealOver(Queries sql, UUID log, long index) throws SQLException {
        return sql.one(SEAL_OVER, LogRows::sealed, log, index);
    }

    static Optional<Sealed> lastSeal(Queries sql, UUID log) throws SQLException {
        return sql.one(LAST_SEAL, LogRows::sealed, log);
    }

    /** Leaf hashes of the entries from {@code index} on. */
    static List<Digest> leavesFrom(Queries sql, UUID log, long index) throws SQLException {
        return sql.all(LEAVES, row -> MerkleTree.leafHash(Columns.bytes(row, "content")), log, index);
    }

    static Sealed sealed(java.sql.ResultSet row) throws SQLException {
        return new Sealed(
                row.getLong("tree_size"),
                new SealedCheckpoint(
                        new String(Columns.bytes(row, "note"), StandardCharsets.UTF_8),
                        new String(Columns.bytes(row, "jades"), StandardCharsets.UTF_8)));
    }
}
