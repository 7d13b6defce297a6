package org.sceau.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.sceau.access.Accepted;
import org.sceau.keys.KeyUnusable;
import org.sceau.proof.BatchSeal;
import org.sceau.routing.TimeStamping;

/**
 * Lets submissions share a signature of the operator's seal: while one is made, others come together for the next. Nobody waits
 * for company, so what comes alone is sealed alone; so is what gets a time-stamp of its own. Thread-safe; callers wait.
 *
 * <p>Guarantees: one such signature at a time, over all that waited when it began, at most {@link BatchSeal#MOST}. Its failure is
 * that of all who share it, and of nobody else.
 */
public final class SealTogether {
    private final SealSubmission sealing;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final Lock turn = new ReentrantLock();

    private record Waiting(SealSubmission.Prepared prepared, CompletableFuture<Signed> signed) {}

    /** Seals by {@code sealing}. */
    public SealTogether(SealSubmission sealing) {
        this.sealing = sealing;
    }

    /** As {@link SealSubmission#seal(Accepted)}. */
    public Signed seal(Accepted accepted) {
        if (accepted.route().timeStamp() == TimeStamping.DOCUMENT) {
            return sealing.seal(accepted);
        }
        Waiting own = new Waiting(SealSubmission.Prepared.of(accepted), new CompletableFuture<>());
        queue.add(own);
        turn.lock();
        try {
            while (!own.signed().isDone()) {
                sealNext();
            }
        } finally {
            turn.unlock();
        }
        if (own.signed().state() == Future.State.FAILED && own.signed().exceptionNow() instanceof RuntimeException e) {
            throw e;
        }
        return own.signed().resultNow();
    }

    private void sealNext() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = batch.size() < BatchSeal.MOST ? queue.poll() : null) {
            batch.add(next);
        }
        try {
            List<Signed> signed =
                    sealing.seal(batch.stream().map(Waiting::prepared).toList());
            for (int i = 0; i < signed.size(); i++) {
                batch.get(i).signed().complete(signed.get(i));
            }
        } catch (RuntimeException e) { // each of its callers throws it
            batch.forEach(one -> one.signed().completeExceptionally(e));
        } finally { // after an error of the machine nobody may wait for ever
            batch.forEach(one -> one.signed().completeExceptionally(new KeyUnusable("the seal did not answer")));
        }
    }
}
