package org.sceau.ledger;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.journal.Journal;
import org.sceau.keys.KeyRing;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.Digest;
import org.sceau.proof.Entry;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.transfer.OrderedIds;

/**
 * What an operator does after a database was put back from a backup: the old log is closed as it stands, and a new one is
 * opened whose first entry names it, how many entries it has and how many were sealed. Nothing is appended to the old log:
 * at its size another entry was sealed once. What it once held and the backup does not, is lost; that it was, is on record.
 */
public final class Restore {
    private Restore() {}

    /**
     * What was done.
     *
     * @param closed id of the old log
     * @param opened id of the new one
     * @param held entries that the ledger has of the old log
     * @param sealed entries that were sealed in it, as far as its head file says
     */
    public record Done(String closed, String opened, long held, long sealed) {}

    /**
     * The log that a restore would close: the one that the database has open, else the one that the head file names. Empty
     * when the ledger is in order, or there is none. Throws {@link StoreFailed} when that cannot be told.
     */
    public static Optional<String> needed(LedgerSettings settings) {
        return inLedger(settings, sql -> {
            HeadFile head = new HeadFile(settings.directory());
            try {
                LogOpening.find(sql, settings.node(), head.read());
                return Optional.empty();
            } catch (StoreFailed e) {
                requireBehind(e);
                return Optional.of(closing(sql, settings.node(), readable(head)).toString());
            }
        });
    }

    /**
     * Restores. When this returns, the new log is open and durable, and the old head file is kept beside the new one under the
     * id of its own log. Empty, and nothing was done, when the ledger is in order. Throws {@link StoreFailed} when it is open in
     * another process or cannot be written.
     */
    public static Optional<Done> restore(
            LedgerSettings settings, KeyRing keys, InstantSource clock, SecureRandom random) {
        if (needed(settings).isEmpty()) {
            return Optional.empty();
        }
        return inLedger(settings, sql -> {
            HeadFile file = new HeadFile(settings.directory());
            Optional<Checkpoint> found = readable(file);
            UUID old = closing(sql, settings.node(), found);
            Optional<Checkpoint> other = found.filter(note -> !isOf(old, note));
            Optional<Checkpoint> head = found.filter(note -> isOf(old, note)).or(() -> readable(file.kept(old)));
            Optional<SealedCheckpoint> last = LogRows.lastSeal(sql, old).map(LogRows.Sealed::checkpoint);
            file.keep(found.map(note -> note.body().logId()).orElse("unreadable"));
            long held = last.map(seal -> seal.checkpoint().body().size()).orElse(0L);
            long sealed = head.map(note -> note.body().size()).orElse(held);
            UUID log = OrderedIds.at(clock.instant(), random);
            Grounds grounds = new Grounds(
                    Entry.AFTER_LOG + old,
                    "restored: " + held + " entries are held, " + sealed + " were sealed"
                            + other.map(Restore::elsewhere).orElse(""),
                    revisions(found, last));
            Sealer sealer = new Sealer(keys);
            DeliveryRows.countAsSent(sql);
            Opening.begin(
                    writer(settings, keys, clock, random, sql, log, sealer),
                    settings.node(),
                    log,
                    EntryUnits.opened(sealer.actor(), grounds),
                    Optional.of(old));
            return Optional.of(new Done(old.toString(), log.toString(), held, sealed));
        });
    }

    private static BatchWriter writer(
            LedgerSettings settings,
            KeyRing keys,
            InstantSource clock,
            SecureRandom random,
            Sql sql,
            UUID log,
            Sealer sealer) {
        Store store = Store.of(settings);
        return new BatchWriter(
                store,
                Durability.of(store, new HeadFile(settings.directory())),
                sealer,
                log,
                new WorkingKeys(keys.masters(), random),
                new HashSet<>(),
                clock,
                random,
                sql,
                Journal.empty());
    }

    private static Optional<Checkpoint> readable(HeadFile head) {
        try {
            return head.read();
        } catch (StoreFailed e) {
            requireBehind(e);
            return Optional.empty(); // it is kept as it is
        }
    }

    /** A ledger that could not be read now may be in order. */
    private static void requireBehind(StoreFailed e) {
        if (e.code() != FailureCode.LEDGER_BEHIND_SEAL) {
            throw e;
        }
    }

    private static boolean isOf(UUID log, Checkpoint head) {
        return head.body().logId().equals(log.toString());
    }

    private static String elsewhere(Checkpoint head) {
        return "; the head file is of log " + head.body().logId() + " with "
                + head.body().size();
    }

    /** The head file may be of a log that the database has never heard of, or already closed. */
    private static UUID closing(Sql sql, String node, Optional<Checkpoint> head) throws SQLException {
        Optional<UUID> open = LogOpening.open(sql, node);
        return open.or(() -> head.map(note -> UUID.fromString(note.body().logId())))
                .orElseThrow(() -> new StoreFailed(FailureCode.NOT_FOUND, "there is no log", null));
    }

    private static Map<String, Digest> revisions(Optional<Checkpoint> head, Optional<SealedCheckpoint> last) {
        Map<String, Digest> revisions = new HashMap<>();
        head.ifPresent(note -> revisions.put("head", SealedCheckpoint.digest(note.note())));
        last.ifPresent(seal -> revisions.put("last-seal", SealedCheckpoint.digest(seal.note())));
        return revisions;
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(Sql sql) throws SQLException, IOException;
    }

    private static <T> T inLedger(LedgerSettings settings, Work<T> work) {
        Store store = Store.of(settings);
        try {
            store.migrate();
            try (Sql sql = new Sql(store.connect())) {
                Opening.lock(store, sql, settings.node());
                return work.on(sql);
            }
        } catch (SQLException | IOException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "the ledger cannot be restored", e);
        }
    }
}
