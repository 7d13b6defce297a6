package org.sceau.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.proof.DetachedSeal;
import org.sceau.proof.TimeStampToken;
import org.sceau.timestamp.StampedLog;

/**
 * The time-stamps of a log, and the second seals beside them. They are written beside the recorder, on a connection of their
 * own, and are not synced: one that a power cut takes is asked for again. Thread-safe.
 */
final class Stamps implements StampedLog {
    static final String OVER = "select tree_size, token, second_seal from time_stamp"
            + " where log = ? and tree_size > ? order by log, tree_size limit 1";
    static final String NEWEST =
            "select tree_size from time_stamp where log = ? order by log desc, tree_size desc limit 1";
    static final String SINCE = "select recorded from entry where log = ? and idx >= ? order by log, idx limit 1";
    private static final String INSERT = "insert into time_stamp (log, tree_size, token, second_seal)"
            + " select ?, ?, ?, cast(? as bytea) where not exists (select 1 from time_stamp where log = ? and tree_size = ?)";

    private final Store store;
    private final Reads reads;
    private final UUID log;
    private final ReceiptShelf receipts;

    Stamps(Store store, Reads reads, UUID log, ReceiptShelf receipts) {
        this.store = store;
        this.reads = reads;
        this.log = log;
        this.receipts = receipts;
    }

    /** A time-stamp, the size of the tree that it is over, and the second seal beside it. */
    record Stamp(long size, TimeStampToken token, Optional<DetachedSeal> second) {}

    /** The first time-stamp that covers entry {@code index}: always the same once there is one. */
    static Optional<Stamp> over(Queries sql, UUID log, long index) throws SQLException {
        return sql.one(
                OVER,
                row -> new Stamp(
                        row.getLong("tree_size"), TimeStampToken.decode(Columns.bytes(row, "token")), second(row)),
                log,
                index);
    }

    /** The second seal in a row of the table. */
    static Optional<DetachedSeal> second(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getBytes("second_seal")).map(DetachedSeal::decode);
    }

    @Override
    public Optional<String> newestCheckpoint() {
        return receipts.newestCheckpoint();
    }

    @Override
    public long stampedSize() {
        return reads.read(this::newest);
    }

    @Override
    public Optional<Instant> unstampedSince() {
        return reads.read(
                sql -> sql.one(SINCE, row -> Instant.ofEpochMilli(row.getLong("recorded")), log, newest(sql)));
    }

    private long newest(Queries sql) throws SQLException {
        return sql.one(NEWEST, row -> row.getLong("tree_size"), log).orElse(0L);
    }

    @Override
    public void keep(long size, TimeStampToken token, Optional<DetachedSeal> second) {
        try (Sql sql = new Sql(store.connect())) {
            sql.run(INSERT, log, size, token.der(), second.map(DetachedSeal::der), log, size);
            sql.connection().commit();
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "a time-stamp cannot be kept", e);
        }
    }
}
