package org.sceau.ledger;

import java.util.Optional;
import org.sceau.transfer.ReceiptId;

/** What became of a {@link ReaderChange}. */
public sealed interface ReaderChanged {

    /**
     * In place, and entered.
     *
     * @param requeued the delivery, where it had been set aside and waits again
     */
    record Done(ReceiptId receipt, Optional<DueDelivery> requeued) implements ReaderChanged {}

    /** An envelope of the transfer may have been sent to a recipient whose delivery goes on: its bytes are to stay as they are. */
    record Sent() implements ReaderChanged {}

    /** The delivery, or another of its transfer, is under way, has ended or was changed meanwhile: to be looked at again. */
    record Moved() implements ReaderChanged {}
}
