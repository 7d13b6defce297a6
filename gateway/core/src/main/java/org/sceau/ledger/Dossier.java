package org.sceau.ledger;

import java.time.Instant;
import java.util.List;
import org.sceau.intake.Format;
import org.sceau.intake.Interaction;
import org.sceau.proof.Digest;
import org.sceau.routing.RouteId;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/**
 * Everything the ledger holds of a transfer's content, opened. Holds patient data: tells the transfer only in toString.
 *
 * @param transfer which
 * @param sender who submitted it
 * @param route id of its route
 * @param mode who can open it
 * @param profile canonical URL of the profile it kept
 * @param interaction how it was submitted
 * @param format how its metadata object is written
 * @param at when it was accepted
 * @param acceptance id of the SubmissionAcceptance receipt
 * @param metadata the metadata object, exactly
 * @param metadataSha256 its digest
 * @param jades the signature, exactly
 * @param objects payloads in order, then the encrypted metadata object where there is one
 * @param documents the documents it brought
 */
public record Dossier(
        TransferId transfer,
        PartnerId sender,
        RouteId route,
        Mode mode,
        String profile,
        Interaction interaction,
        Format format,
        Instant at,
        ReceiptId acceptance,
        Octets metadata,
        Digest metadataSha256,
        Octets jades,
        List<StoredObject> objects,
        List<StoredDocument> documents) {

    /** Copies its lists. */
    public Dossier {
        objects = List.copyOf(objects);
        documents = List.copyOf(documents);
    }

    @Override
    public String toString() {
        return "Dossier[" + transfer + "]";
    }
}
