package org.sceau.routes.deliver;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.ledger.Claim;
import org.sceau.ledger.ClaimOutcome;
import org.sceau.ledger.StoreFailed;
import org.sceau.ledger.WorkItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** First step: claims the delivery that a message is about, by compare-and-set in the ledger. */
public final class TakeUp {
    private static final Logger LOG = LoggerFactory.getLogger(TakeUp.class);

    private final DeliveryLedger ledger;
    private final Underway underway;
    private final Duration lease;

    /**
     * Claims in {@code ledger}.
     *
     * @param lease how long an attempt is this worker's: longer than an attempt takes; after a crash it is given out anew
     */
    public TakeUp(DeliveryLedger ledger, Underway underway, Duration lease) {
        this.ledger = ledger;
        this.underway = underway;
        this.lease = lease;
    }

    /** The delivery, or nothing when the message is outdated. */
    @Handler
    public Taken take(@Body byte[] content) {
        Optional<DeliveryMessage> message = DeliveryMessage.decode(content);
        if (message.isEmpty()) {
            return new Taken.Nothing();
        }
        DeliveryMessage told = message.get();
        try {
            return switch (ledger.claim(told.delivery(), told.attempt(), lease).join()) {
                case ClaimOutcome.Claimed claimed -> {
                    Optional<WorkItem> item = opened(claimed.claim());
                    yield item.isPresent() ? new Taken.Up(item.get()) : new Taken.Nothing();
                }
                case ClaimOutcome.NotQueued _, ClaimOutcome.NotYet _, ClaimOutcome.Unknown _ -> new Taken.Nothing();
            };
        } finally {
            underway.end(told.delivery(), told.attempt());
        }
    }

    /** What does not open now will not open later either: parked, where an operator finds it, not tried for ever. */
    private Optional<WorkItem> opened(Claim claim) {
        try {
            return ledger.open(claim);
        } catch (StoreFailed e) {
            if (!e.isLasting()) {
                throw e;
            }
            LOG.error(
                    "event=delivery-unreadable delivery={} code={}",
                    claim.delivery(),
                    e.code().code());
            ledger.park(claim, e.code(), false).join();
            return Optional.empty();
        }
    }
}
