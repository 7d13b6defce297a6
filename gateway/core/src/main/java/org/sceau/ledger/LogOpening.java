package org.sceau.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.journal.Journal;
import org.sceau.journal.Tile;
import org.sceau.journal.TreeReader;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.Digest;
import org.sceau.proof.MalformedProof;
import org.sceau.proof.MerkleTree;

/**
 * Finds a node's log in the database, rebuilds its tree and compares it with its last seal and with the head file. A
 * ledger that is behind or different is not opened: it was put back to an earlier state.
 */
final class LogOpening {
    private static final String LOG =
            "select id from log where node = ? and closed is null order by opened desc limit 1";
    private static final String PREVIOUS = "select previous from log where id = ?";
    private static final String INSERT = "insert into log (id, node, opened, previous) values (?, ?, ?, ?)";
    private static final String CLOSE = "update log set closed = ? where id = ? and closed is null";

    private LogOpening() {}

    /** A log and its tree. */
    record Opened(UUID log, Journal journal) {}

    static Optional<Opened> find(Sql sql, String node, Optional<Checkpoint> head) throws SQLException {
        Optional<UUID> log = open(sql, node);
        if (log.isEmpty()) {
            if (head.isPresent()) {
                throw behind("the ledger is empty, the head file is not");
            }
            return Optional.empty();
        }
        Journal journal = journal(sql, log.get());
        compare(sql, log.get(), journal, head);
        return Optional.of(new Opened(log.get(), journal));
    }

    static Optional<UUID> open(Queries sql, String node) throws SQLException {
        return sql.one(LOG, row -> Columns.uuid(row, "id"), node);
    }

    static void insert(Sql sql, UUID log, String node, Instant now, Optional<UUID> previous) throws SQLException {
        sql.run(INSERT, log, node, now, previous);
    }

    static void close(Sql sql, UUID log, Instant now) throws SQLException {
        sql.run(CLOSE, now, log);
    }

    /** The tree as the rows have it, compared with its last seal. */
    static Journal journal(Queries sql, UUID log) throws SQLException {
        Optional<LogRows.Sealed> last = LogRows.lastSeal(sql, log);
        long size = last.map(LogRows.Sealed::size).orElse(0L);
        List<Digest> leaves = new ArrayList<>(LogRows.leavesFrom(sql, log, size - size % Tile.WIDTH));
        if (leaves.size() != size % Tile.WIDTH) {
            throw behind("entries and last seal are of different trees");
        }
        Journal journal = Journal.reopen(size, leaves, (level, index) -> tile(sql, log, level, index));
        if (last.isPresent() && !sealed(last.get()).root().equals(journal.head().root())) {
            throw behind("entries and last seal have different roots");
        }
        return journal;
    }

    private static Checkpoint.Body sealed(LogRows.Sealed seal) {
        try {
            return seal.checkpoint().checkpoint().body();
        } catch (MalformedProof e) {
            throw behind("the last seal cannot be read");
        }
    }

    private static void compare(Sql sql, UUID log, Journal journal, Optional<Checkpoint> head) throws SQLException {
        if (head.isEmpty()) {
            // the first entry may be durable before the head file is; nothing was promised on it
            if (journal.size() > 1) {
                throw behind("the head file is missing");
            }
            return;
        }
        Checkpoint.Body stated = head.get().body();
        if (!stated.logId().equals(log.toString())) {
            // a restore may be durable before its head file is
            if (journal.size() == 1 && follows(sql, log, stated.logId())) {
                return;
            }
            throw behind("the head file is of another log");
        }
        if (stated.size() > journal.size()) {
            throw behind("the ledger has " + journal.size() + " entries, " + stated.size() + " were sealed");
        }
        TreeReader tree = new TreeReader(journal.edge(), (level, index) -> tile(sql, log, level, index));
        if (!MerkleTree.root(stated.size(), tree).equals(stated.root())) {
            throw behind("the ledger is not the one that was sealed");
        }
    }

    private static boolean follows(Sql sql, UUID log, String old) throws SQLException {
        return sql.one(PREVIOUS, row -> Columns.optionalText(row, "previous"), log)
                .flatMap(previous -> previous)
                .filter(old::equals)
                .isPresent();
    }

    static Tile tile(Queries sql, UUID log, int level, long index) {
        try {
            return LogRows.tile(sql, log, level, index);
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "a tile cannot be read", e);
        }
    }

    private static StoreFailed behind(String what) {
        return new StoreFailed(FailureCode.LEDGER_BEHIND_SEAL, what, null);
    }
}
