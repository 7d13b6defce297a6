package org.sceau.signature;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.sceau.access.Accepted;
import org.sceau.keys.KeyUnusable;
import org.sceau.proof.BatchSeal;
import org.sceau.routing.TimeStamping;

/**
 * Lets submissions share a signature of the operator's seal: while one is made, others come together for the next, which the
 * first of them makes for all. Nobody waits for company, so what comes alone is sealed alone; so is what gets a time-stamp of its
 * own. Thread-safe; callers wait.
 *
 * <p>Guarantees: one such signature at a time, over all that waited when it began, at most {@link BatchSeal#MOST}. Its failure is
 * that of all who share it, and of nobody else; nobody waits for more than the signature under way and its own, but for those
 * that come before it in a longer queue.
 */
public final class SealTogether {
    private final SealSubmission sealing;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private boolean busy;

    /** Ends with {@code signed}, or is called to make the next signature. */
    private record Waiting(
            SealSubmission.Prepared prepared, CompletableFuture<Signed> signed, CompletableFuture<Boolean> called) {}

    /** Seals by {@code sealing}. */
    public SealTogether(SealSubmission sealing) {
        this.sealing = sealing;
    }

    /** As {@link SealSubmission#seal(Accepted)}. */
    public Signed seal(Accepted accepted) {
        if (accepted.route().timeStamp() == TimeStamping.DOCUMENT) {
            return sealing.seal(accepted);
        }
        Waiting own =
                new Waiting(SealSubmission.Prepared.of(accepted), new CompletableFuture<>(), new CompletableFuture<>());
        if (begins(own) || own.called().join()) {
            sealWith(own);
        }
        if (own.signed().state() == Future.State.FAILED && own.signed().exceptionNow() instanceof RuntimeException e) {
            throw e;
        }
        return own.signed().resultNow();
    }

    private synchronized boolean begins(Waiting own) {
        if (busy) {
            queue.add(own);
            return false;
        }
        busy = true;
        return true;
    }

    private synchronized List<Waiting> batch(Waiting first) {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = first; next != null; next = batch.size() < BatchSeal.MOST ? queue.poll() : null) {
            batch.add(next);
        }
        return batch;
    }

    private synchronized @Nullable Waiting next() {
        Waiting next = queue.poll();
        busy = next != null;
        return next;
    }

    private void sealWith(Waiting own) {
        List<Waiting> batch = batch(own);
        RuntimeException failure = new KeyUnusable("the seal did not answer"); // after an error of the machine
        try {
            List<Signed> signed =
                    sealing.seal(batch.stream().map(Waiting::prepared).toList());
            for (int i = 0; i < signed.size(); i++) {
                batch.get(i).signed().complete(signed.get(i));
            }
        } catch (RuntimeException e) { // each of its callers throws it
            failure = e;
        } finally {
            Waiting next = next();
            if (next != null) {
                next.called().complete(true);
            }
            for (Waiting one : batch) {
                one.signed().completeExceptionally(failure);
                one.called().complete(false);
            }
        }
    }
}
