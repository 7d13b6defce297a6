package org.sceau.ledger;

import java.util.Optional;
import java.util.Set;
import org.sceau.failure.FailureCode;
import org.sceau.routing.RouteId;
import org.sceau.transfer.TransferId;

/** Reads transfers. Thread-safe; sees what is committed. */
public final class Transfers {

    Transfers() {}

    /** One page, metadata only. */
    public TransferPage list(TransferQuery query) {
        return unbuilt();
    }

    /** One transfer, metadata only. */
    public Optional<TransferLine> show(TransferId id) {
        return unbuilt();
    }

    /** A transfer's content, opened: only after a decision that allows it and an entry that records it. */
    public Optional<Dossier> open(TransferId id) {
        return unbuilt();
    }

    /** The routes that are paused. */
    public Set<RouteId> pausedRoutes() {
        return unbuilt();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // goes with the first operation built
    private static <T> T unbuilt() {
        throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "not built yet", null);
    }
}
