package org.sceau.ledger;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.index.Blinding;
import org.sceau.keys.KeyRing;
import org.sceau.keys.MasterKeys;
import org.sceau.proof.Actor;
import org.sceau.timestamp.Renewable;
import org.sceau.timestamp.StampedLog;
import org.sceau.timestamp.StampedSignatures;

/**
 * A node's ledger: one database, one log, one recorder. Open it, start the vault with {@link #vaultFiles()}, then
 * {@link #start} the recorder. One process at a time.
 */
public final class Ledger implements AutoCloseable {
    private final LedgerSettings settings;
    private final UUID log;
    private final Sealer sealer;
    private final Blinding blinding;
    private final BatchWriter writer;
    private final Reads reads;
    private final Documents documents;
    private final Transfers transfers;
    private final Outbox outbox;
    private final ReceiptShelf receipts;
    private final Stamps stamps;
    private final Store store;
    private final MasterKeys masters;
    private final StoredLog journal;
    private final Set<String> vaultFiles;
    private @Nullable RecorderThread thread;

    Ledger(LedgerSettings settings, Parts parts, Store store, Reads reads) {
        this.settings = settings;
        this.log = parts.log();
        this.sealer = parts.sealer();
        this.blinding = parts.blinding();
        this.writer = parts.writer();
        this.vaultFiles = parts.vaultFiles();
        this.masters = parts.keys().masters();
        this.reads = reads;
        this.documents = new Documents(reads, parts.keys(), blinding);
        this.transfers = new Transfers(reads, parts.keys(), documents);
        this.outbox = new Outbox(reads, transfers, sealer::hasEnded);
        this.receipts =
                new ReceiptShelf(reads, log, parts.keys(), parts.writer().durable());
        this.store = store;
        this.stamps = new Stamps(store, reads, log, receipts);
        this.journal = new StoredLog(reads, log, parts.writer().durable()::get);
    }

    /** What opening puts together. */
    record Parts(
            UUID log, Sealer sealer, Blinding blinding, WorkingKeys keys, BatchWriter writer, Set<String> vaultFiles) {}

    /**
     * Opens, makes and migrates the ledger. Throws {@link StoreFailed} with {@code LEDGER_BEHIND_SEAL} when the database
     * is behind, or different from, what the head file says was sealed.
     */
    public static Ledger open(LedgerSettings settings, KeyRing keys, InstantSource clock, SecureRandom random) {
        return Opening.open(settings, keys, clock, random, Durability::of);
    }

    /** Names of all vault files that the ledger knew when it was opened; any other file in the vault is an orphan. */
    public Set<String> vaultFiles() {
        return Set.copyOf(vaultFiles);
    }

    /**
     * Starts the recorder's thread. Call once. {@code stopped} runs when the recorder stops for good because the outcome
     * of a commit is unknown: the process MUST then end and start anew.
     */
    public synchronized Recorder start(PayloadStore vault, Runnable stopped) {
        if (thread != null) {
            throw new IllegalStateException("the recorder was started before");
        }
        RecorderThread started = new RecorderThread(writer, vault, stopped, settings.queueCapacity());
        started.start();
        thread = started;
        boolean shared = settings.postgres().isPresent();
        return new Recorder(started, blinding, sealer, new MasterUnits(masters, shared));
    }

    /** What is to be delivered. */
    public Outbox outbox() {
        return outbox;
    }

    /** Transfers for operators and workers. */
    public Transfers transfers() {
        return transfers;
    }

    /** Receipts. */
    public ReceiptShelf receipts() {
        return receipts;
    }

    /** The open log as its entries, tree and seals. */
    public StoredLog journal() {
        return journal;
    }

    /** What of the log is time-stamped. */
    public StampedLog stamps() {
        return stamps;
    }

    /** The signatures that are to be time-stamped by themselves. */
    public StampedSignatures signatures() {
        return new SignatureStamps(store, reads);
    }

    /** The signatures that were, as what is to be time-stamped again. */
    public SignatureArchive archive() {
        return new SignatureArchive(store, reads);
    }

    /** The logs, the closed ones, too, as what is to be renewed. */
    public List<Renewable> renewals() {
        return reads.read(sql -> sql.all("select id from log order by id", row -> Columns.uuid(row, "id"))).stream()
                .<Renewable>map(id -> new Renewals(store, reads, id))
                .toList();
    }

    /** What depends on each master key. */
    public List<MasterUse> masters() {
        return MasterUse.of(reads, masters);
    }

    /** What rests on each suite in which content keys are wrapped for readers; counted over all deliveries. */
    public List<ReaderSuiteUse> readerSuites() {
        return reads.read(ReaderRows::uses);
    }

    /**
     * The master keys that the ring lacks and that something is under: until they are back, everything of the patients
     * concerned is refused with {@code KEY_UNUSABLE}. Cheap, and the same until the next start where no other node writes.
     */
    public List<String> absentMasters() {
        return MasterUse.absent(reads, masters);
    }

    /** The index. */
    public Documents documents() {
        return documents;
    }

    /** The gateway itself as actor: its seal. */
    public Actor actor() {
        return sealer.actor();
    }

    /** This node's log. */
    public String logId() {
        return log.toString();
    }

    /** Records what waits, then closes the database; idempotent. */
    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.close();
        }
        reads.close();
        try {
            writer.close();
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "the ledger does not close", e);
        }
    }
}
