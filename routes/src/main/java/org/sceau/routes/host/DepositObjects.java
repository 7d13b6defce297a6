package org.sceau.routes.host;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.failure.FailureCode;
import org.sceau.hosting.Deposit;
import org.sceau.hosting.HostingStore;
import org.sceau.ledger.Ending;
import org.sceau.routes.deliver.Attempt;
import org.sceau.routes.deliver.Outcome;
import org.sceau.routes.deliver.Verdict;

/** Deposits the ciphertext of a transfer, wrapped for its readers, in a store. */
public final class DepositObjects {
    private final HostingStore store;
    private final Function<Attempt, Deposit> compose;

    /** Deposits in {@code store} what {@code compose} makes of an attempt. */
    public DepositObjects(HostingStore store, Function<Attempt, Deposit> compose) {
        this.store = store;
        this.compose = compose;
    }

    /** ContentConsignment once the store holds it durably; a store that is down is tried again. */
    @Handler
    public Outcome deposit(@Body Attempt attempt) {
        try {
            var _ = store.deposit(compose.apply(attempt));
        } catch (IOException e) {
            return Outcome.of(attempt, new Verdict.TryAgain(FailureCode.STORE_UNAVAILABLE));
        }
        return Outcome.of(attempt, new Verdict.Settled(Ending.CONTENT_CONSIGNMENT, Optional.empty(), Optional.empty()));
    }
}
