package org.sceau.app.fhir;

import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.sceau.ledger.HandoverFailed;
import org.sceau.routes.Allowance;
import org.sceau.transfer.ReceiptId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Enters documents that were not handed over, those of each partner while they come at a human rate; the log has the rest.
 * Thread-safe.
 */
public final class FailedHandovers implements Consumer<HandoverFailed> {
    private static final Logger LOG = LoggerFactory.getLogger(FailedHandovers.class);

    private final Function<HandoverFailed, CompletableFuture<ReceiptId>> journal;
    private final Allowance allowance;

    /** Enters in {@code journal}. */
    public FailedHandovers(Function<HandoverFailed, CompletableFuture<ReceiptId>> journal, InstantSource clock) {
        this.journal = journal;
        this.allowance = new Allowance(clock);
    }

    /** Nobody waits for it: the reader's answer must take the same time whether there is an entry or not. */
    @Override
    public void accept(HandoverFailed handover) {
        if (!allowance.take(handover.reader().partner())) {
            LOG.warn(
                    "event=handover-failed transfer={} partner={} code={} journaled=false",
                    handover.transfer(),
                    handover.reader().partner(),
                    handover.reason().code());
            return;
        }
        var _ = journal.apply(handover)
                .whenComplete((_, failure) -> LOG.info(
                        "event=handover-failed transfer={} partner={} code={} journaled={}",
                        handover.transfer(),
                        handover.reader().partner(),
                        handover.reason().code(),
                        failure == null));
    }
}
