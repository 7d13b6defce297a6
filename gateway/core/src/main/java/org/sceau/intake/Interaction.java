package org.sceau.intake;

/** What a sender does with a POST. */
public enum Interaction {
    /** ITI-65 Provide Document Bundle: {@code POST [base]}. */
    PROVIDE_DOCUMENT_BUNDLE,
    /** A FHIR document alone: {@code POST [base]/Bundle}; its payload is the body. */
    FHIR_DOCUMENT,
    /** ITI-105 Simplified Publish: {@code POST [base]/DocumentReference}. */
    SIMPLIFIED_PUBLISH
}
