package org.sceau.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: whatever waits when the last batch is done is the next batch, so that a batch grows with the load. What a
 * batch costs whatever its size (seal, commit, syncs) is more than what a unit costs; so a batch
 * waits a millisecond for each unit that came beside another last time. A single unit waits for nobody.
 */
final class RecorderThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecorderThread.class);

    /** More units per batch save nothing, and the first of them would wait too long. */
    static final int MOST_UNITS = 256;

    /** 8 MiB of payloads: what a vault segment takes in some 10 ms. */
    static final long MOST_BYTES = 8L * 1024 * 1024;

    /** The longest a batch waits for more in a crowd: 20 ms, little beside what a caller waits for in one. */
    private static final int MOST_GATHERING_MS = 20;

    /** How often an idle thread looks whether it should end. */
    private static final long IDLE_MS = 100;

    private final BatchWriter writer;
    private final PayloadStore vault;
    private final Runnable onStop;
    private final BlockingQueue<Pending<?>> queue;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean stopped;
    private int lastUnits;

    RecorderThread(BatchWriter writer, PayloadStore vault, Runnable onStop, int capacity) {
        this.writer = writer;
        this.vault = vault;
        this.onStop = onStop;
        this.queue = new ArrayBlockingQueue<>(capacity);
        this.thread = Thread.ofPlatform().name("recorder").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Hands a unit in; its future is failed already when there is no room or no recorder any more. */
    <T> CompletableFuture<T> submit(Unit<T> unit) {
        Pending<T> pending = new Pending<>(unit);
        if (closing || stopped) {
            pending.fail(vault, new Refused(FailureCode.STORE_UNAVAILABLE));
        } else if (!queue.offer(pending)) {
            pending.fail(vault, new Refused(FailureCode.OVERLOADED));
        } else if (!thread.isAlive() && queue.remove(pending)) {
            pending.fail(vault, new Refused(FailureCode.STORE_UNAVAILABLE));
        }
        return pending.future();
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                List<Pending<?>> batch = next();
                if (!batch.isEmpty()) {
                    writer.write(batch, vault);
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("recorder interrupted");
        } catch (OutcomeUnknown e) {
            LOG.error("recorder stopped for good: {}", e.getMessage());
            stopped = true;
            onStop.run();
        } finally {
            stopped = true;
            refuseRest();
        }
    }

    private List<Pending<?>> next() throws InterruptedException {
        List<Pending<?>> batch = new ArrayList<>();
        Pending<?> unit = queue.poll(IDLE_MS, TimeUnit.MILLISECONDS);
        if (lastUnits > 1 && unit != null) {
            // not a sleep, which an interrupt would end with the unit that was taken already, and its caller never told
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(lastUnits - 1, MOST_GATHERING_MS)));
        }
        long bytes = 0;
        while (unit != null) {
            batch.add(unit);
            bytes += unit.bytes();
            unit = batch.size() < MOST_UNITS && bytes < MOST_BYTES ? queue.poll() : null;
        }
        lastUnits = batch.size();
        return batch;
    }

    private void refuseRest() {
        for (Pending<?> left = queue.poll(); left != null; left = queue.poll()) {
            left.fail(vault, new Refused(FailureCode.STORE_UNAVAILABLE));
        }
    }

    /** Units that wait are still recorded. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
