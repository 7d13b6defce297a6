package org.sceau.document;

/** The slices of an ITI-65 request (MHD 4.2.4, 3.65.4.1.2). */
public enum EntryKind {
    SUBMISSION_SET,
    DOCUMENT_REFERENCE,
    DOCUMENT_REFERENCE_UPDATE,
    BINARY,
    FHIR_DOCUMENT,
    FOLDER,
    PATIENT
}
