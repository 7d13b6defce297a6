package org.sceau.ledger;

import java.util.List;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.receipt.ReceiptFile;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/**
 * Gives out receipts. A partner gets only its own: a sender those of its submissions and of their deliveries, a recipient
 * those of its deliveries, a reader those of its reads. Thread-safe; sees only what is on stable storage.
 */
public final class ReceiptShelf {

    ReceiptShelf() {}

    /** One receipt, if it exists and is {@code partner}'s. */
    public Optional<ReceiptFile> find(ReceiptId id, PartnerId partner) {
        return unbuilt();
    }

    /** All receipts of a transfer that are {@code partner}'s, oldest first; at most 1,000. */
    public List<ReceiptFile> ofTransfer(TransferId transfer, PartnerId partner) {
        return unbuilt();
    }

    /** All receipts of a transfer, for operators, oldest first; at most 1,000. */
    public List<ReceiptFile> ofTransfer(TransferId transfer) {
        return unbuilt();
    }

    /** The newest sealed checkpoint as the text of its signed note, for witnesses and time-stamps. */
    public Optional<String> newestCheckpoint() {
        return unbuilt();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // goes with the first operation built
    private static <T> T unbuilt() {
        throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "not built yet", null);
    }
}
