package org.sceau.ledger;

import java.util.Set;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Actor;

/**
 * A node's ledger: one database, one log, one recorder. Will be opened by {@code Ledger.open(LedgerSettings, KeyRing,
 * Clock, SecureRandom)}; the vault is then opened with {@link #vaultFiles()}, and {@link #start(PayloadStore, Runnable)}
 * starts the recorder.
 */
public final class Ledger implements AutoCloseable {

    Ledger() {}

    /** Names of all vault files that the ledger knows; any other file in the vault is an orphan. */
    public Set<String> vaultFiles() {
        return unbuilt();
    }

    /**
     * Starts the recorder's thread. Call once. {@code stopped} runs when the recorder stops for good because the outcome
     * of a commit is unknown: the process MUST then end and start anew.
     */
    public Recorder start(PayloadStore vault, Runnable stopped) {
        return unbuilt();
    }

    /** What is to be delivered. */
    public Outbox outbox() {
        return unbuilt();
    }

    /** Transfers for operators and workers. */
    public Transfers transfers() {
        return unbuilt();
    }

    /** Receipts. */
    public ReceiptShelf receipts() {
        return unbuilt();
    }

    /** The index. */
    public Documents documents() {
        return unbuilt();
    }

    /** The gateway itself as actor: its seal. */
    public Actor actor() {
        return unbuilt();
    }

    /** This node's log. */
    public String logId() {
        return unbuilt();
    }

    /** Records what waits, then closes the database; idempotent. */
    @Override
    public void close() {}

    @SuppressWarnings("TypeParameterUnusedInFormals") // goes with the first operation built
    private static <T> T unbuilt() {
        throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "not built yet", null);
    }
}
