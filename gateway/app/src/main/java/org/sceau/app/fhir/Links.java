package org.sceau.app.fhir;

import org.sceau.transfer.DocumentId;
import org.sceau.transfer.ReceiptId;

/**
 * The URLs that the gateway mints: random ids only, nothing of a patient.
 *
 * @param base absolute address of the FHIR endpoint, without a slash at its end
 */
public record Links(String base) {
    /** Where a document is retrieved (ITI-68). */
    public String document(DocumentId id) {
        return base + "/Binary/" + id;
    }

    /** Where a receipt is read. */
    public String receipt(ReceiptId id) {
        return base + "/Bundle/" + id;
    }

    /** The value of a Link header that names a receipt (RFC 8288). */
    public String receiptHeader(ReceiptId id) {
        return "<" + receipt(id) + ">; rel=\"receipt\"";
    }
}
