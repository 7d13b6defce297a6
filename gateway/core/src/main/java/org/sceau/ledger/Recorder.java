package org.sceau.ledger;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.sceau.failure.FailureCode;
import org.sceau.index.Blinding;
import org.sceau.proof.Actor;
import org.sceau.routing.RouteId;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/**
 * The one writer of a node. Callers hand in units; one thread takes what waits, makes it one batch and one transaction,
 * and completes the futures only when everything is on stable storage, in the order of the design, section 3. Units of
 * one batch succeed or fail each for itself.
 *
 * <p>A future fails with {@link org.sceau.failure.Refused} ({@code OVERLOADED}: the queue is full;
 * {@code STORE_UNAVAILABLE}, {@code STORE_FULL}: nothing of the unit was kept) or {@link StoreFailed} (the outcome is
 * unknown and the recorder has stopped for good). Actions that depend on a future run on the recorder's thread unless they
 * are asynchronous: they MUST be short. Thread-safe.
 */
public final class Recorder {
    private final RecorderThread thread;
    private final Blinding blinding;
    private final Sealer sealer;
    private final MasterUnits masters;

    Recorder(RecorderThread thread, Blinding blinding, Sealer sealer, MasterUnits masters) {
        this.thread = thread;
        this.blinding = blinding;
        this.sealer = sealer;
        this.masters = masters;
    }

    /**
     * Records an acceptance: transfer, outbox, index and the entry SubmissionAcceptance. Takes ownership: content keys
     * are destroyed, and what is not recorded is discarded.
     */
    public CompletableFuture<AcceptOutcome> accept(Acceptance acceptance) {
        return thread.submit(new AcceptUnit(acceptance, blinding));
    }

    /** Records SubmissionRejection, or RequestRefused of what is no submission. */
    public CompletableFuture<ReceiptId> refuse(Rejection rejection) {
        return thread.submit(EntryUnits.refuse(rejection));
    }

    /** Compare-and-set Queued(attempt) → Delivering(lease, fence). Nothing is given out whose end could not be entered. */
    public CompletableFuture<ClaimOutcome> claim(DeliveryId delivery, int attempt, Duration lease) {
        return thread.submit(new ClaimUnit(delivery, attempt, lease, sealer.endsWithin(lease)));
    }

    /** Ends a delivery with the event that the peer's answer proves. */
    public CompletableFuture<FencedOutcome> end(Claim claim, Ended ended) {
        return thread.submit(new EndUnit(claim, ended));
    }

    /** Puts a delivery back: attempt n+1 at {@code due}; {@code sent} unless it is known that nothing was. */
    public CompletableFuture<FencedOutcome> retryLater(Claim claim, Instant due, FailureCode reason, boolean sent) {
        return thread.submit(new FencedUnit(claim) {
            @Override
            FencedOutcome write(Batch batch, DeliveryRows.Row row) throws SQLException {
                DeliveryRows.Row known = sent ? row : row.nothingSent();
                return replace(batch, row, known.queued(due, Optional.of(reason.code())));
            }
        });
    }

    /** Sets a delivery aside until an operator acts or the limit passes; {@code sent} unless it is known that nothing was. */
    public CompletableFuture<FencedOutcome> park(Claim claim, FailureCode reason, boolean sent) {
        return thread.submit(new FencedUnit(claim) {
            @Override
            FencedOutcome write(Batch batch, DeliveryRows.Row row) throws SQLException {
                DeliveryRows.Row known = sent ? row : row.nothingSent();
                return replace(batch, row, known.left(DeliveryState.PARKED, Optional.of(reason.code())));
            }
        });
    }

    /** Returns deliveries whose lease has ended to Queued(n+1), due now; at most {@code most}. */
    public CompletableFuture<List<DueDelivery>> returnExpiredLeases(int most) {
        return thread.submit(SweepUnits.returnExpired(most));
    }

    /**
     * Ends deliveries that are queued or parked past their limit, or held past limit and lease: RelayFailure for a push,
     * ContentConsignmentFailure otherwise, with the code {@code DELIVERY_EXPIRED}. At most {@code most}.
     */
    public CompletableFuture<List<DeliveryId>> expirePastLimit(int most) {
        return thread.submit(SweepUnits.expire(most, sealer.actor()));
    }

    /** Records ContentHandover; the document may be given out only after this. Refused when there is no such document. */
    public CompletableFuture<ReceiptId> handover(Handover handover) {
        return thread.submit(EntryUnits.handover(handover));
    }

    /** Records ContentHandoverFailure. */
    public CompletableFuture<ReceiptId> handoverFailed(HandoverFailed failed) {
        return thread.submit(EntryUnits.handoverFailed(failed));
    }

    /** Records Search; the answer may be given only after this. */
    public CompletableFuture<ReceiptId> search(SearchMade search) {
        return thread.submit(EntryUnits.search(search, blinding));
    }

    /** Records Search for one document's metadata; they may be given only after this. */
    public CompletableFuture<ReceiptId> read(MetadataRead read) {
        return thread.submit(EntryUnits.read(read));
    }

    /** Pauses a route: accepts and queues, delivers nothing. Idempotent. */
    public CompletableFuture<ReceiptId> pause(RouteId route, Actor operator) {
        return thread.submit(EntryUnits.route(route, true, operator));
    }

    /** Resumes a paused route. Idempotent. */
    public CompletableFuture<ReceiptId> resume(RouteId route, Actor operator) {
        return thread.submit(EntryUnits.route(route, false, operator));
    }

    /** Records that evidence of a transfer is given out; it may be given only after this. Refused when there is none. */
    public CompletableFuture<ReceiptId> evidence(TransferId transfer, String reader, String documents, Actor by) {
        return thread.submit(EntryUnits.evidence(transfer, reader, documents, by));
    }

    /** Puts a parked delivery back to its own recipient, attempt n+1, due now. */
    public CompletableFuture<RetryOutcome> retry(DeliveryId delivery, Actor operator) {
        return thread.submit(EntryUnits.retry(delivery, operator));
    }

    /**
     * Wraps a page of the working keys under a former master key anew, under the one in force, and enters that; ask again from
     * the last one until there is none. What is interrupted is begun again from the start. Refused when the ring has no master
     * key of that label.
     */
    public CompletableFuture<Rewrapped> rewrap(String master, Optional<UUID> after, Actor operator) {
        return thread.submit(masters.rewrap(master, after, operator));
    }

    /** Enters that a former master key is forgotten, and wraps nothing under it any more; the caller then removes it. */
    public CompletableFuture<ForgetOutcome> forget(String master, Actor operator) {
        return thread.submit(masters.forget(master, operator));
    }

    /**
     * Finds out what deliveries that former versions accepted rest on, at most {@code most}; ask again from the last one until
     * there is none.
     */
    public CompletableFuture<Measured> measure(Optional<DeliveryId> after, int most) {
        return thread.submit(ReaderRows.measure(after, most));
    }

    /**
     * Puts new recipientInfos in the place of a delivery's, and enters that; ciphertext and content keys stay as they are. One
     * that was set aside for its suite or certificate waits again.
     */
    public CompletableFuture<ReaderChanged> change(ReaderChange change, Actor operator) {
        return thread.submit(new ChangeReaderUnit(change, operator));
    }

    /** Whether a master key may go. */
    public sealed interface ForgetOutcome {

        /** Nothing is under it, and nothing will be. */
        record Forgotten(ReceiptId receipt) implements ForgetOutcome {}

        /** So many working keys would be lost with it. */
        record Needed(long keys) implements ForgetOutcome {}

        /** It is in force, or will be. */
        record NotFormer() implements ForgetOutcome {}

        /** Nothing is under it, but another node with an older key ring could yet wrap under it. */
        record Shared() implements ForgetOutcome {}
    }

    /** What became of an operator's retry. */
    public sealed interface RetryOutcome {

        /** Queued again. */
        record Requeued(DueDelivery delivery, ReceiptId receipt) implements RetryOutcome {}

        /** Not parked: nothing was changed. */
        record NotParked() implements RetryOutcome {}

        /** There is no such delivery. */
        record Unknown() implements RetryOutcome {}
    }
}
