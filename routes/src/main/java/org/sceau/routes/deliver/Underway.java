package org.sceau.routes.deliver;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import org.sceau.ledger.DueDelivery;
import org.sceau.transfer.DeliveryId;

/**
 * The attempts that are on a queue or were just taken from one, so that the sweeper does not send them again each second.
 * In memory only: after a restart everything due is sent once more, and claims sort out the rest. Thread-safe.
 */
public final class Underway {
    /** After so long a message counts as lost: longer than a queue of a live recipient takes, shorter than any time limit. */
    static final Duration LOST_AFTER = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final ConcurrentHashMap<DeliveryMessage, Instant> sent = new ConcurrentHashMap<>();

    /** Measures by {@code clock}. */
    public Underway(InstantSource clock) {
        this.clock = clock;
    }

    /** Notes an attempt; false when it is noted already and not yet lost. */
    boolean begin(DueDelivery due) {
        Instant now = clock.instant();
        var message = new DeliveryMessage(due.delivery(), due.attempt());
        Instant noted = sent.compute(
                message, (key, since) -> since != null && since.isAfter(now.minus(LOST_AFTER)) ? since : now);
        return noted.equals(now);
    }

    /** Forgets an attempt: its message was taken from the queue, or was never put there. */
    void end(DeliveryId delivery, int attempt) {
        sent.remove(new DeliveryMessage(delivery, attempt));
    }

    /** How many attempts are on queues. */
    public int size() {
        return sent.size();
    }
}
