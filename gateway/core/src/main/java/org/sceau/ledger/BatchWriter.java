package org.sceau.ledger;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;
import org.sceau.failure.Refused;
import org.sceau.journal.Edge;
import org.sceau.journal.Journal;
import org.sceau.journal.Tile;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.vault.PayloadLocation;
import org.sceau.vault.StoredPayload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches: vault, transaction with seal, commit, sync, head file, and only then the callers. Confined to one thread
 * at a time.
 */
final class BatchWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

    private final Store store;
    private final Durability durability;
    private final Sealer sealer;
    private final UUID log;
    private final WorkingKeys keys;
    private final Set<String> knownFiles;
    private final InstantSource clock;
    private final SecureRandom random;
    private final AtomicReference<Edge> durable;
    private final ReadWriteLock visibility = new ReentrantReadWriteLock();
    private Sql sql;
    private Journal journal;
    private Instant last = Instant.EPOCH;

    BatchWriter(
            Store store,
            Durability durability,
            Sealer sealer,
            UUID log,
            WorkingKeys keys,
            Set<String> knownFiles,
            InstantSource clock,
            SecureRandom random,
            Sql sql,
            Journal journal) {
        this.store = store;
        this.durability = durability;
        this.sealer = sealer;
        this.log = log;
        this.keys = keys;
        this.knownFiles = knownFiles;
        this.clock = clock;
        this.random = random;
        this.sql = sql;
        this.journal = journal;
        this.durable = new AtomicReference<>(journal.edge());
    }

    /** The right edge of the tree as far as it is on stable storage. */
    AtomicReference<Edge> durable() {
        return durable;
    }

    /** Whoever holds it reads nothing that is committed and not yet on stable storage. */
    Lock reading() {
        return visibility.readLock();
    }

    /**
     * Records what can be recorded and completes every future. Throws {@link OutcomeUnknown}, with the futures failed, when
     * nothing may be written any more.
     */
    void write(List<Pending<?>> pending, PayloadStore vault) {
        Map<UUID, PayloadLocation> locations = new HashMap<>();
        List<Pending<?>> waiting = store(pending, vault, locations);
        while (!waiting.isEmpty()) {
            switch (attempt(waiting, locations, vault)) {
                case Attempt.Written written -> waiting = List.of();
                case Attempt.UnitFailed failed -> {
                    waiting = new ArrayList<>(waiting);
                    if (!failed.worthAnother()) {
                        waiting.remove(failed.unit());
                        failed.unit().fail(vault, refusal(failed.cause()));
                    }
                }
                case Attempt.NotSealed failed -> {
                    failed.entering().forEach(unit -> unit.fail(vault, refusal(failed.cause())));
                    waiting = new ArrayList<>(waiting);
                    waiting.removeAll(failed.entering()); // what enters nothing needs no seal
                }
                case Attempt.BatchFailed failed -> {
                    waiting.forEach(unit -> unit.fail(vault, refusal(failed.cause())));
                    waiting = List.of();
                }
            }
        }
    }

    /** Makes the payloads durable; whoever's payloads could not be stored is refused. The others go on. */
    private static List<Pending<?>> store(
            List<Pending<?>> pending, PayloadStore vault, Map<UUID, PayloadLocation> locations) {
        List<StoredPayload> payloads = new ArrayList<>();
        pending.forEach(unit -> payloads.addAll(unit.unit().payloads()));
        if (payloads.isEmpty()) {
            return pending;
        }
        try {
            locations.putAll(vault.append(payloads));
            return pending;
        } catch (IOException e) {
            LOG.error("vault failed, batch refused cause={}", e.getClass().getSimpleName());
            List<Pending<?>> rest = new ArrayList<>();
            for (Pending<?> unit : pending) {
                if (unit.unit().payloads().isEmpty()) {
                    rest.add(unit);
                } else {
                    unit.fail(vault, new Refused(FailureCode.STORE_UNAVAILABLE));
                }
            }
            return rest;
        }
    }

    private Attempt attempt(List<Pending<?>> units, Map<UUID, PayloadLocation> locations, PayloadStore vault) {
        last = later(last, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Batch batch = new Batch(sql, log, journal.copy(), last, random, keys, locations, knownFiles);
        List<Pending<?>> entering = new ArrayList<>();
        for (Pending<?> unit : units) {
            long before = batch.journal().size();
            try {
                unit.write(batch);
                if (batch.journal().size() > before) {
                    entering.add(unit);
                }
            } catch (SQLException | RuntimeException e) {
                // whatever a unit dies of, it dies alone: the transaction is undone and the others are written again
                return rolledBack() ? new Attempt.UnitFailed(unit, e) : new Attempt.BatchFailed(e);
            }
        }
        Optional<String> note;
        try {
            note = seal(batch);
        } catch (SQLException | RuntimeException e) { // whatever a key throws: nothing is committed yet
            LOG.error("batch not sealed, refused cause={}", e.getClass().getSimpleName());
            return rolledBack() ? new Attempt.NotSealed(entering, e) : new Attempt.BatchFailed(e);
        }
        settle(batch, note, units);
        units.forEach(unit -> unit.complete(vault));
        return new Attempt.Written();
    }

    private Optional<String> seal(Batch batch) throws SQLException {
        if (batch.journal().size() == journal.size()) {
            return Optional.empty();
        }
        for (Tile tile : batch.journal().takeFullTiles()) {
            LogRows.insert(sql, log, tile);
        }
        SealedCheckpoint sealed = sealer.seal(log.toString(), batch.journal().head(), batch.now());
        LogRows.insert(sql, log, batch.journal().size(), sealed);
        return Optional.of(sealed.note());
    }

    private void settle(Batch batch, Optional<String> note, List<Pending<?>> units) {
        visibility.writeLock().lock();
        try {
            durability.settle(sql.connection(), note);
            journal = batch.journal();
            durable.set(journal.edge());
        } catch (SQLException | IOException | RuntimeException e) {
            OutcomeUnknown unknown = new OutcomeUnknown(e);
            units.forEach(unit -> unit.future().completeExceptionally(unknown.toCaller()));
            throw unknown;
        } finally {
            visibility.writeLock().unlock();
        }
        batch.committed();
    }

    /** Undoes the transaction; false when the connection is lost, which is then replaced. */
    private boolean rolledBack() {
        try {
            sql.connection().rollback();
            return true;
        } catch (SQLException e) {
            LOG.error("connection to the ledger lost state={}", e.getSQLState());
            try {
                sql.close();
            } catch (SQLException ignored) {
                LOG.debug("a lost connection does not close either");
            }
            try {
                sql = new Sql(store.connect());
            } catch (SQLException again) {
                LOG.error("no connection to the ledger state={}", again.getSQLState());
            }
            return false;
        }
    }

    private static Throwable refusal(Throwable cause) {
        return switch (cause) {
            case GatewayException known -> known;
            case SQLException e -> {
                LOG.error("unit not written state={} code={}", e.getSQLState(), e.getErrorCode());
                yield new Refused(FailureCode.STORE_UNAVAILABLE);
            }
            default -> {
                LOG.error("unit not written cause={} at={}", cause.getClass().getName(), cause.getStackTrace()[0]);
                yield new Refused(FailureCode.INTERNAL);
            }
        };
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public void close() throws SQLException {
        sql.close();
    }
}
