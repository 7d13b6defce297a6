package org.sceau.ledger;

import java.util.UUID;
import org.sceau.document.EntryKind;

/**
 * What became of one entry of a request; the server makes {@code response.location} of it.
 *
 * @param kind what the entry was
 * @param id the resource's id in this gateway: of the document for DOCUMENT_REFERENCE, BINARY and FHIR_DOCUMENT, of the
 *     replaced document for DOCUMENT_REFERENCE_UPDATE, of the list for SUBMISSION_SET and FOLDER, an opaque id for PATIENT
 */
public record EntryLocation(EntryKind kind, UUID id) {}
