package org.sceau.routes.deliver;

import java.util.concurrent.CompletionException;
import org.apache.camel.Body;
import org.apache.camel.ExchangeException;
import org.apache.camel.Handler;
import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;
import org.sceau.ledger.StoreFailed;
import org.sceau.vault.ContentKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failure policy for an attempt that broke on our side: the delivery is parked for an operator. Where the ledger itself is
 * the trouble nothing is written: the lease ends and the sweeper gives the delivery out again.
 */
public final class SetAsideBroken {
    private static final Logger LOG = LoggerFactory.getLogger(SetAsideBroken.class);

    private final DeliveryLedger ledger;

    /** Parks in {@code ledger}. */
    public SetAsideBroken(DeliveryLedger ledger) {
        this.ledger = ledger;
    }

    /** Parks what {@code body} is about. */
    @Handler
    public void setAside(@Body Object body, @ExchangeException Exception failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        FailureCode code = cause instanceof GatewayException known ? known.code() : FailureCode.INTERNAL;
        StackTraceElement[] trace = cause.getStackTrace();
        LOG.error(
                "event=attempt-broken code={} kind={} at={}",
                code.code(),
                cause.getClass().getName(),
                trace.length == 0 ? "unknown" : trace[0]);
        if (body instanceof OfDelivery known) {
            known.item().dossier().objects().forEach(object -> object.key().ifPresent(ContentKey::destroy));
            if (!(cause instanceof StoreFailed) && code != FailureCode.OVERLOADED) {
                ledger.park(known.item().claim(), code, true).join();
            }
        }
    }
}
