package org.sceau.receipt;

import java.util.List;
import java.util.Optional;
import org.sceau.proof.CoseReceipt;
import org.sceau.proof.FhirReceipt;
import org.sceau.proof.MalformedProof;
import org.sceau.proof.NoteSigner;
import org.sceau.proof.Receipt;

/** The forms in which a receipt is given out; {@code sceau verify} reads each, and none says more than another. */
public enum ReceiptForm {
    /** A FHIR document Bundle in JSON: what a FHIR client expects at the address of a Bundle. */
    FHIR_JSON,
    /** The same in XML. */
    FHIR_XML,
    /** The canonical file. */
    JSON,
    /** A COSE receipt (RFC 9942). */
    COSE;

    /** The media types that ask for it, without parameters; the first is its own. */
    public List<String> mediaTypes() {
        return switch (this) {
            case FHIR_JSON -> List.of("application/fhir+json", "application/json", "text/json");
            case FHIR_XML -> List.of("application/fhir+xml", "application/xml", "text/xml");
            case JSON -> List.of(Receipt.MEDIA_TYPE);
            case COSE -> List.of("application/cose");
        };
    }

    /** The Content-Type of its bytes. */
    public String contentType() {
        return switch (this) {
            case FHIR_JSON, FHIR_XML -> mediaTypes().getFirst() + ";charset=UTF-8";
            case JSON -> Receipt.MEDIA_TYPE;
            case COSE -> CoseReceipt.MEDIA_TYPE;
        };
    }

    /**
     * The bytes of a receipt in this form, the same every time. Empty when {@code log} has not stated the receipt's root: the
     * log's key was changed since, and the COSE form cannot be made any more.
     *
     * @param log the key of the log that the receipt is of; it signs the COSE form, and only a root that it has stated
     */
    public Optional<byte[]> of(ReceiptFile receipt, NoteSigner log) {
        return switch (this) {
            case FHIR_JSON -> Optional.of(FhirReceipt.JSON.encode(Receipt.decode(receipt.content())));
            case FHIR_XML -> Optional.of(FhirReceipt.XML.encode(Receipt.decode(receipt.content())));
            case JSON -> Optional.of(receipt.content());
            case COSE -> cose(Receipt.decode(receipt.content()), log);
        };
    }

    private static Optional<byte[]> cose(Receipt receipt, NoteSigner log) {
        try {
            return Optional.of(CoseReceipt.sign(receipt, log).encode());
        } catch (MalformedProof e) {
            return Optional.empty();
        }
    }
}
