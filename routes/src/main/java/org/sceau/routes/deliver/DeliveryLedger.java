package org.sceau.routes.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.sceau.failure.FailureCode;
import org.sceau.ledger.Claim;
import org.sceau.ledger.ClaimOutcome;
import org.sceau.ledger.Ended;
import org.sceau.ledger.FencedOutcome;
import org.sceau.ledger.Outbox;
import org.sceau.ledger.Recorder;
import org.sceau.ledger.WorkItem;
import org.sceau.transfer.DeliveryId;

/** The ledger as a worker needs it; the contracts are those of {@link Recorder} and {@link Outbox}. Thread-safe. */
public interface DeliveryLedger {
    /** {@link Recorder#claim}. */
    CompletableFuture<ClaimOutcome> claim(DeliveryId delivery, int attempt, Duration lease);

    /** {@link Outbox#open}. */
    Optional<WorkItem> open(Claim claim);

    /** {@link Recorder#end}. */
    CompletableFuture<FencedOutcome> end(Claim claim, Ended ended);

    /** {@link Recorder#retryLater}. */
    CompletableFuture<FencedOutcome> retryLater(Claim claim, Instant due, FailureCode reason, boolean sent);

    /** {@link Recorder#park}. */
    CompletableFuture<FencedOutcome> park(Claim claim, FailureCode reason, boolean sent);

    /** The real one. */
    static DeliveryLedger of(Recorder recorder, Outbox outbox) {
        return new DeliveryLedger() {
            @Override
            public CompletableFuture<ClaimOutcome> claim(DeliveryId delivery, int attempt, Duration lease) {
                return recorder.claim(delivery, attempt, lease);
            }

            @Override
            public Optional<WorkItem> open(Claim claim) {
                return outbox.open(claim);
            }

            @Override
            public CompletableFuture<FencedOutcome> end(Claim claim, Ended ended) {
                return recorder.end(claim, ended);
            }

            @Override
            public CompletableFuture<FencedOutcome> retryLater(
                    Claim claim, Instant due, FailureCode reason, boolean sent) {
                return recorder.retryLater(claim, due, reason, sent);
            }

            @Override
            public CompletableFuture<FencedOutcome> park(Claim claim, FailureCode reason, boolean sent) {
                return recorder.park(claim, reason, sent);
            }
        };
    }
}
