package org.sceau.ledger;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.sceau.failure.FailureCode;

/**
 * A ledger that no gateway has open, read by a tool: it is not compared with its head file, so that one which a gateway
 * refuses can be looked at. Nothing in it is changed.
 */
public final class ClosedLedger implements AutoCloseable {
    private static final String LOGS = "select id from log where node = ? order by opened desc";
    private static final String OPEN_LOG =
            "select id from log where node = ? and closed is null order by opened desc limit 1";

    private final String node;
    private final Reads reads;

    private ClosedLedger(String node, Reads reads) {
        this.node = node;
        this.reads = reads;
    }

    /**
     * Opens. Throws {@link StoreFailed}: {@code NOT_FOUND} when there is none, {@code STORE_UNAVAILABLE} when another
     * process has it open or it cannot be read.
     */
    public static ClosedLedger open(LedgerSettings settings) {
        boolean embedded = settings.postgres().isEmpty();
        if (embedded && Files.notExists(settings.directory().resolve("ledger.mv.db"))) {
            throw new StoreFailed(FailureCode.NOT_FOUND, "there is no ledger", null);
        }
        try {
            return new ClosedLedger(settings.node(), new Reads(Store.of(settings), new ReentrantLock()));
        } catch (PoolInitializationException e) {
            throw new StoreFailed(
                    FailureCode.STORE_UNAVAILABLE, "the ledger is open in another process, or cannot be read", e);
        }
    }

    /** Ids of the node's logs, the newest first. */
    public List<String> logs() {
        return reads.read(sql -> sql.all(LOGS, row -> Columns.uuid(row, "id").toString(), node));
    }

    /** The log that is open, or the one of that id. */
    public Optional<StoredLog> journal(Optional<String> wanted) {
        Optional<UUID> log = reads.read(sql -> sql.one(OPEN_LOG, row -> Columns.uuid(row, "id"), node));
        if (wanted.isPresent()) {
            log = logs().stream()
                    .filter(wanted.get()::equals)
                    .map(UUID::fromString)
                    .findFirst();
        }
        return log.map(id -> new StoredLog(
                reads, id, () -> reads.read(sql -> LogOpening.journal(sql, id).edge())));
    }

    @Override
    public void close() {
        reads.close();
    }
}
