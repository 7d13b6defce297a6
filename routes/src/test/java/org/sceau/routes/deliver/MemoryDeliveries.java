package org.sceau.routes.deliver;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.ledger.Claim;
import org.sceau.ledger.ClaimOutcome;
import org.sceau.ledger.Ended;
import org.sceau.ledger.FencedOutcome;
import org.sceau.ledger.StoreFailed;
import org.sceau.ledger.WorkItem;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DeliveryState;

/** A ledger with at most one delivery, which remembers what was done to it. */
public final class MemoryDeliveries implements DeliveryLedger {
    private final List<String> calls = new ArrayList<>();
    private final @Nullable WorkItem item;
    private final @Nullable FailureCode unreadable;

    /** Nothing is due. */
    public MemoryDeliveries() {
        this(null);
    }

    /** One delivery is due. */
    MemoryDeliveries(@Nullable WorkItem item) {
        this(item, null);
    }

    /** One delivery is due, and opening it fails with {@code unreadable}. */
    MemoryDeliveries(@Nullable WorkItem item, @Nullable FailureCode unreadable) {
        this.item = item;
        this.unreadable = unreadable;
    }

    /** What was recorded, in order. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public CompletableFuture<ClaimOutcome> claim(DeliveryId delivery, int attempt, Duration lease) {
        WorkItem due = item;
        if (due == null || !due.claim().delivery().equals(delivery)) {
            return CompletableFuture.completedFuture(new ClaimOutcome.Unknown());
        }
        return CompletableFuture.completedFuture(
                due.claim().attempt() == attempt
                        ? new ClaimOutcome.Claimed(due.claim())
                        : new ClaimOutcome.NotQueued(
                                DeliveryState.QUEUED, due.claim().attempt()));
    }

    @Override
    public Optional<WorkItem> open(Claim claim) {
        if (unreadable != null) {
            throw new StoreFailed(unreadable, "as a test wants it", null);
        }
        return Optional.ofNullable(item);
    }

    @Override
    public CompletableFuture<FencedOutcome> end(Claim claim, Ended ended) {
        calls.add("end " + ended.ending() + " " + ended.reason().map(Enum::name).orElse("-"));
        return done(ended.ending().state());
    }

    @Override
    public CompletableFuture<FencedOutcome> retryLater(Claim claim, Instant due, FailureCode reason, boolean sent) {
        calls.add("retry " + due + " " + reason);
        return done(DeliveryState.QUEUED);
    }

    @Override
    public CompletableFuture<FencedOutcome> park(Claim claim, FailureCode reason, boolean sent) {
        calls.add("park " + reason);
        return done(DeliveryState.PARKED);
    }

    private static CompletableFuture<FencedOutcome> done(DeliveryState state) {
        return CompletableFuture.completedFuture(new FencedOutcome.Done(state, Optional.empty()));
    }
}
