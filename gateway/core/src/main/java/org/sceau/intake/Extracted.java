package org.sceau.intake;

import java.util.Optional;
import org.sceau.vault.StoredPayload;

/**
 * A payload that the splitter took out of a request.
 *
 * @param kind what it was
 * @param entry index in {@code Bundle.entry}, 0 where there is no Bundle around it
 * @param expression FHIRPath of the place it was taken from
 * @param payload the bytes, encrypted; for a {@code BINARY} the decoded bytes, for documents the exact received bytes
 * @param document for FHIR documents: the whole document when it is small, else a Bundle of its Composition, Patient and
 *     signature; as received, in the request's format. In memory for this request only
 */
public record Extracted(
        Kind kind, int entry, String expression, StoredPayload payload, Optional<DocumentView> document) {

    /** Where a payload was found. */
    public enum Kind {
        /** {@code Bundle.entry.resource.ofType(Binary).data}. */
        BINARY,
        /** {@code DocumentReference.content.attachment.data} (ITI-105). */
        ATTACHMENT,
        /** A Bundle of type document inside a transaction: its slice of the request. */
        NESTED_DOCUMENT,
        /** A Bundle of type document that is the whole body. */
        WHOLE_BODY
    }
}
