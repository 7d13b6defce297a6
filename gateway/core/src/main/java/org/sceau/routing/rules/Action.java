package org.sceau.routing.rules;

/** What somebody may do. */
public enum Action {
    /** Hand a document in: ITI-65, ITI-105, FHIR document Bundles. */
    SUBMIT,
    /** Be sent a document, or keep it as hosting store; asked at acceptance and again at each delivery. */
    RECEIVE,
    /** See that there is a document: ITI-66, ITI-67. */
    FIND,
    /** Have its content: ITI-68. */
    RETRIEVE,
    /** Record a patient's choice: ITI-108. */
    CONSENT,
    /** Do an operator's work: pause, retry, make evidence. */
    OPERATE
}
