package org.sceau.routes.deliver;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.ledger.Claim;
import org.sceau.ledger.Ended;
import org.sceau.ledger.Ending;
import org.sceau.ledger.FencedOutcome;
import org.sceau.proof.Actor;
import org.sceau.vault.ContentKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Last step: what the attempt came to, in the ledger and the journal. It does not wait until that is durable, so that a
 * worker is free for the next attempt: should it not become durable, the lease ends and the attempt counts as unknown.
 */
public final class RecordAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(RecordAttempt.class);

    private final DeliveryLedger ledger;
    private final Actor gateway;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Records in {@code ledger}.
     *
     * @param gateway who acts where no peer answered
     * @param random for the jitter of back-offs
     */
    public RecordAttempt(DeliveryLedger ledger, Actor gateway, InstantSource clock, RandomGenerator random) {
        this.ledger = ledger;
        this.gateway = gateway;
        this.clock = clock;
        this.random = random;
    }

    /** Has it recorded, and destroys the content keys that were opened for the attempt. */
    @Handler
    public void record(@Body Outcome outcome) {
        outcome.item().dossier().objects().forEach(object -> object.key().ifPresent(ContentKey::destroy));
        CompletableFuture<FencedOutcome> recording = switch (outcome.verdict()) {
            case Verdict.Settled settled -> end(outcome, settled);
            case Verdict.TryAgain again -> again(outcome, again);
            case Verdict.SetAside aside -> ledger.park(outcome.item().claim(), aside.reason(), aside.sent());
        };
        var _ = recording.whenComplete((recorded, failure) -> log(outcome, recorded, failure));
    }

    private CompletableFuture<FencedOutcome> end(Outcome outcome, Verdict.Settled settled) {
        Actor actor =
                settled.peer().map(peer -> new Actor(peer, "recipient", "mtls")).orElse(gateway);
        return ledger.end(
                outcome.item().claim(), new Ended(settled.ending(), settled.reason(), actor, outcome.grounds()));
    }

    /** An attempt that would come after the limit is not waited for: the delivery ends with what is known. */
    private CompletableFuture<FencedOutcome> again(Outcome outcome, Verdict.TryAgain tried) {
        FailureCode reason = tried.reason();
        Claim claim = outcome.item().claim();
        Instant due = clock.instant().plus(outcome.retry().next(claim.attempt(), random));
        if (due.isBefore(outcome.item().limit())) {
            return ledger.retryLater(claim, due, reason, tried.sent());
        }
        FailureCode last =
                reason == FailureCode.OUTCOME_UNKNOWN ? FailureCode.OUTCOME_UNKNOWN : FailureCode.DELIVERY_EXPIRED;
        Ending failure = DecideDelivery.failure(outcome.item().way());
        return end(outcome, new Verdict.Settled(failure, Optional.of(last), Optional.empty()));
    }

    private static void log(Outcome outcome, @Nullable FencedOutcome recorded, @Nullable Throwable failure) {
        String result = switch (recorded) {
            case FencedOutcome.Done done -> done.state().name();
            case FencedOutcome.Superseded superseded -> "superseded-" + superseded.state();
            case null ->
                "not-recorded-" + (failure == null ? "" : failure.getClass().getSimpleName());
        };
        LOG.info(
                "event=attempt transfer={} delivery={} partner={} attempt={} outcome={} code={}",
                outcome.item().dossier().transfer(),
                outcome.item().claim().delivery(),
                outcome.item().recipient(),
                outcome.item().claim().attempt(),
                result,
                reason(outcome.verdict()));
    }

    private static String reason(Verdict.Clear verdict) {
        return switch (verdict) {
            case Verdict.Settled settled ->
                settled.reason().map(FailureCode::code).orElse("-");
            case Verdict.TryAgain again -> again.reason().code();
            case Verdict.SetAside aside -> aside.reason().code();
        };
    }
}
