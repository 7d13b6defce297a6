package org.sceau.ledger;

import java.time.Instant;
import java.util.List;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/**
 * The facts of an acceptance that is durable: what the sender's answer is made of. The same for every repeat.
 *
 * @param transfer the transfer
 * @param receipt id of the SubmissionAcceptance
 * @param at when it was recorded, milliseconds
 * @param documents the id given to each of {@code Submission.documents()}, in order
 * @param deliveries one for each recipient
 */
public record Acknowledgement(
        TransferId transfer,
        ReceiptId receipt,
        Instant at,
        List<DocumentId> documents,
        List<QueuedDelivery> deliveries) {

    /** Copies its lists. */
    public Acknowledgement {
        documents = List.copyOf(documents);
        deliveries = List.copyOf(deliveries);
    }

    /**
     * A delivery as the acceptance made it, attempt 1.
     *
     * @param id the delivery
     * @param recipient whose queue it goes to
     */
    public record QueuedDelivery(DeliveryId id, PartnerId recipient) {}
}
