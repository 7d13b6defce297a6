package org.sceau.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.sceau.failure.FailureCode;
import org.sceau.index.Blinding;
import org.sceau.journal.Journal;
import org.sceau.keys.KeyRing;
import org.sceau.transfer.OrderedIds;
import org.sceau.transfer.ReceiptId;
import org.sceau.vault.PayloadLocation;
import org.sceau.vault.StoredPayload;

/** Puts a ledger together: database, log, tree, and the first entry of a new log. */
final class Opening {
    private static final String FILES = "select name from vault_file";
    private static final String LOCK = "select pg_try_advisory_lock(hashtext('sceau'), hashtext(?)) as locked";

    private static final Grounds NEW_LOG = new Grounds("log", "opened", Map.of());

    private Opening() {}

    static Ledger open(
            LedgerSettings settings,
            KeyRing keys,
            InstantSource clock,
            SecureRandom random,
            BiFunction<Store, HeadFile, Durability> durability) {
        try {
            Files.createDirectories(settings.directory());
            Store store = Store.of(settings);
            store.migrate();
            Sql sql = new Sql(store.connect());
            try {
                lock(store, sql, settings.node());
                HeadFile head = new HeadFile(settings.directory());
                Ledger.Parts parts =
                        parts(settings, keys, clock, random, store, sql, head, durability.apply(store, head));
                return new Ledger(
                        settings, parts, store, new Reads(store, parts.writer().reading()));
            } catch (SQLException | StoreFailed e) {
                sql.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "the ledger cannot be opened", e);
        }
    }

    /** H2 locks its file itself. */
    static void lock(Store store, Sql sql, String node) throws SQLException {
        if (!store.embedded()
                && !sql.one(LOCK, row -> row.getBoolean("locked"), node).orElse(false)) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "another process has this node's log open", null);
        }
        sql.connection().commit();
    }

    private static Ledger.Parts parts(
            LedgerSettings settings,
            KeyRing keys,
            InstantSource clock,
            SecureRandom random,
            Store store,
            Sql sql,
            HeadFile head,
            Durability durability)
            throws SQLException {
        Optional<LogOpening.Opened> found = LogOpening.find(sql, settings.node(), head.read());
        UUID log = found.map(LogOpening.Opened::log).orElseGet(() -> OrderedIds.at(clock.instant(), random));
        Sealer sealer = new Sealer(keys);
        Blinding blinding = new Blinding(keys.indexKey());
        WorkingKeys workingKeys = new WorkingKeys(keys.masters(), random);
        Set<String> files = ConcurrentHashMap.newKeySet();
        files.addAll(new HashSet<>(sql.all(FILES, row -> Columns.text(row, "name"))));
        if (store.embedded()) { // its file is one process's alone; of other databases another node may hold deliveries
            DeliveryRows.returnAll(sql, clock.instant());
        }
        sql.connection().commit();
        BatchWriter writer = new BatchWriter(
                store,
                durability,
                sealer,
                log,
                workingKeys,
                files,
                clock,
                random,
                sql,
                found.map(LogOpening.Opened::journal).orElseGet(Journal::empty));
        if (found.isEmpty()) {
            begin(writer, settings.node(), log, EntryUnits.opened(sealer.actor(), NEW_LOG), Optional.empty());
        }
        return new Ledger.Parts(log, sealer, blinding, workingKeys, writer, files);
    }

    /** The row of a new log and its first entry, as the first batch; closes the one that it goes on from. */
    static void begin(BatchWriter writer, String node, UUID log, Unit<ReceiptId> entry, Optional<UUID> previous) {
        Pending<ReceiptId> first = new Pending<>(batch -> {
            if (previous.isPresent()) {
                LogOpening.close(batch.sql(), previous.get(), batch.now());
            }
            LogOpening.insert(batch.sql(), log, node, batch.now(), previous);
            return entry.write(batch);
        });
        writer.write(List.of(first), NO_VAULT);
        first.future().join();
    }

    private static final PayloadStore NO_VAULT = new PayloadStore() {
        @Override
        public Map<UUID, PayloadLocation> append(List<StoredPayload> payloads) {
            return Map.of();
        }

        @Override
        public void discard(StoredPayload payload) {
            payload.key().destroy();
        }
    };
}
