package org.sceau.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Actor;
import org.sceau.routing.RouteId;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.ReceiptId;

/**
 * The one writer of a node. Callers hand in units; one thread takes what waits, makes it one batch and one transaction,
 * and completes the futures only when everything is on stable storage, in the order of the design, section 3. Units of
 * one batch succeed or fail each for itself.
 *
 * <p>A future fails with {@link org.sceau.failure.Refused} ({@code OVERLOADED}: the queue is full;
 * {@code STORE_UNAVAILABLE}: nothing of the batch was kept) or {@link StoreFailed} (the outcome is unknown and the recorder
 * has stopped for good). Thread-safe.
 */
public final class Recorder {

    Recorder() {}

    /**
     * Records an acceptance: transfer, outbox, index and the entry SubmissionAcceptance. Takes ownership: content keys
     * are destroyed, and what is not recorded is discarded.
     */
    public CompletableFuture<AcceptOutcome> accept(Acceptance acceptance) {
        return unbuilt();
    }

    /** Records SubmissionRejection. */
    public CompletableFuture<ReceiptId> refuse(Rejection rejection) {
        return unbuilt();
    }

    /** Compare-and-set Queued(attempt) → Delivering(lease, fence). */
    public CompletableFuture<ClaimOutcome> claim(DeliveryId delivery, int attempt, Duration lease) {
        return unbuilt();
    }

    /** Ends a delivery with the event that the peer's answer proves. */
    public CompletableFuture<FencedOutcome> end(Claim claim, Ended ended) {
        return unbuilt();
    }

    /** Puts a delivery back: attempt n+1 at {@code due}. */
    public CompletableFuture<FencedOutcome> retryLater(Claim claim, Instant due, FailureCode reason) {
        return unbuilt();
    }

    /** Sets a delivery aside until an operator acts or the limit passes. */
    public CompletableFuture<FencedOutcome> park(Claim claim, FailureCode reason) {
        return unbuilt();
    }

    /** Returns deliveries whose lease has ended to Queued(n+1), due now; at most {@code most}. */
    public CompletableFuture<List<DueDelivery>> returnExpiredLeases(int most) {
        return unbuilt();
    }

    /**
     * Ends deliveries that are queued or parked past their limit, or held past limit and lease: RelayFailure for a push,
     * ContentConsignmentFailure otherwise, with the code {@code DELIVERY_EXPIRED}. At most {@code most}.
     */
    public CompletableFuture<List<DeliveryId>> expirePastLimit(int most) {
        return unbuilt();
    }

    /** Records ContentHandover; the document may be given out only after this. */
    public CompletableFuture<ReceiptId> handover(Handover handover) {
        return unbuilt();
    }

    /** Records Search; the answer may be given only after this. */
    public CompletableFuture<ReceiptId> search(SearchMade search) {
        return unbuilt();
    }

    /** Pauses a route: accepts and queues, delivers nothing. Idempotent. */
    public CompletableFuture<ReceiptId> pause(RouteId route, Actor operator) {
        return unbuilt();
    }

    /** Resumes a paused route. Idempotent. */
    public CompletableFuture<ReceiptId> resume(RouteId route, Actor operator) {
        return unbuilt();
    }

    /** Puts a parked delivery back to its own recipient, attempt n+1, due now. */
    public CompletableFuture<RetryOutcome> retry(DeliveryId delivery, Actor operator) {
        return unbuilt();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // goes with the first operation built
    private static <T> T unbuilt() {
        throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "not built yet", null);
    }

    /** What became of an operator's retry. */
    public sealed interface RetryOutcome {

        /** Queued again. */
        record Requeued(DueDelivery delivery, ReceiptId receipt) implements RetryOutcome {}

        /** Not parked, or unknown: nothing was changed. */
        record NotParked() implements RetryOutcome {}
    }
}
