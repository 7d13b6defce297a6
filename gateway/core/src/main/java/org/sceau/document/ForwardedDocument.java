package org.sceau.document;

import java.util.Optional;
import org.sceau.proof.Digest;

/**
 * One content of a {@link Forwarding}.
 *
 * @param resource the DocumentReference to derive from, as JSON; for signature and metadata object that of the first document
 * @param contentType MIME type of the content as sent
 * @param sizeBytes of the content as sent
 * @param sha1 of the content as sent, for FHIR's {@code attachment.hash}
 * @param role empty for a document of the sender
 */
public record ForwardedDocument(String resource, String contentType, long sizeBytes, Digest sha1, Optional<Role> role) {
    @Override
    public String toString() {
        return "ForwardedDocument[" + sizeBytes + " bytes]";
    }

    /** What goes with the documents. */
    public enum Role {
        /** The JAdES signature (IHE DSG, detached; ITI TF-3 5.10). */
        SIGNATURE(
                "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode",
                "urn:ihe:iti:dsg:detached:2014",
                "signs"),
        /** The request as the sender made it, encrypted, without its contents: the signature covers it. */
        METADATA("urn:sceau:format", "urn:sceau:metadata-object:1", "appends");

        private final String formatSystem;
        private final String formatCode;
        private final String relation;

        Role(String formatSystem, String formatCode, String relation) {
            this.formatSystem = formatSystem;
            this.formatCode = formatCode;
            this.relation = relation;
        }

        String formatSystem() {
            return formatSystem;
        }

        String formatCode() {
            return formatCode;
        }

        String relation() {
            return relation;
        }
    }
}
