package org.sceau.proof;

/**
 * The events of registered delivery that an entry of the journal can state (ETSI EN 319 522-2 V1.2.1, 2024), and the
 * gateway's own reads and operations, which the standard does not name.
 */
public enum EventName {
    SUBMISSION_ACCEPTANCE("SubmissionAcceptance", true),
    SUBMISSION_REJECTION("SubmissionRejection", true),
    RELAY_ACCEPTANCE("RelayAcceptance", true),
    RELAY_REJECTION("RelayRejection", true),
    RELAY_FAILURE("RelayFailure", true),
    CONTENT_CONSIGNMENT("ContentConsignment", true),
    CONTENT_CONSIGNMENT_FAILURE("ContentConsignmentFailure", true),
    CONTENT_HANDOVER("ContentHandover", true),
    CONTENT_HANDOVER_FAILURE("ContentHandoverFailure", true),
    /** A search was answered; not an event of the standard. */
    SEARCH("Search", false),
    /**
     * A registered partner was refused before anything of what it asked for was looked at: for its certificate, or for what it
     * brings beside it; not an event of the standard.
     */
    REQUEST_REFUSED("RequestRefused", false),
    /** An operator acted: pause, resume, retry, configuration; not an event of the standard. */
    OPERATION("Operation", false),
    /** A log was opened or closed; not an event of the standard. */
    LOG_OPENED("LogOpened", false);

    private final String label;
    private final boolean standard;

    EventName(String label, boolean standard) {
        this.label = label;
        this.standard = standard;
    }

    /** The name as it stands in entries and receipts. */
    public String label() {
        return label;
    }

    /** The event's URI: the standard's arc, or ours for events that the standard does not have. */
    public String uri() {
        return (standard ? "http://uri.etsi.org/19522/Event/" : "urn:sceau:event:") + label;
    }
}
