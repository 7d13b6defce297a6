package org.sceau.ledger;

import java.time.Instant;
import java.util.List;
import org.sceau.routing.RouteId;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/**
 * A document of the index as its readers may get it. Holds patient data: tells its id only in toString.
 *
 * @param id in the URLs we mint
 * @param transfer that brought it
 * @param object number of its payload among the transfer's objects
 * @param status {@code current} or {@code superseded}
 * @param sender who submitted it
 * @param recipients to whom it was addressed
 * @param route id of the route it came by
 * @param mode who can open it
 * @param contentType MIME type of the content
 * @param resource the DocumentReference as JSON as received: {@code attachment.url} and {@code status} are the sender's
 * @param stored when it was accepted, FHIR {@code _lastUpdated}
 */
public record StoredDocument(
        DocumentId id,
        TransferId transfer,
        int object,
        String status,
        PartnerId sender,
        List<PartnerId> recipients,
        RouteId route,
        Mode mode,
        String contentType,
        String resource,
        Instant stored) {

    /** Copies its list. */
    public StoredDocument {
        recipients = List.copyOf(recipients);
    }

    @Override
    public String toString() {
        return "StoredDocument[" + id + "]";
    }
}
