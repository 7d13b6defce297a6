package org.sceau.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/**
 * A SubmissionSet or Folder of the index. Holds patient data: tells its id only in toString.
 *
 * @param id in the URLs we mint
 * @param transfer that brought it last
 * @param folder true for a Folder
 * @param sender who submitted it
 * @param recipients to whom it was addressed
 * @param documents the documents it holds, in order
 * @param resource the List as JSON as received
 * @param stored when it was last changed
 */
public record StoredList(
        UUID id,
        TransferId transfer,
        boolean folder,
        PartnerId sender,
        List<PartnerId> recipients,
        List<DocumentId> documents,
        String resource,
        Instant stored) {

    /** Copies its lists. */
    public StoredList {
        recipients = List.copyOf(recipients);
        documents = List.copyOf(documents);
    }

    @Override
    public String toString() {
        return "StoredList[" + id + "]";
    }
}
