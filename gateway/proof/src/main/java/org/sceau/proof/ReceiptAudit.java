package org.sceau.proof;

import org.sceau.proof.FhirValue.Draft;
import org.sceau.proof.FhirValue.Flag;
import org.sceau.proof.FhirValue.Node;

/**
 * The AuditEvent that an entry of the journal is (FHIR R4, with the codes of DICOM PS3.15 section A.5 that IHE ATNA takes), for
 * who keeps an audit repository. Its words are part of the format.
 */
final class ReceiptAudit {
    private static final String DICOM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String SUCCESS = "0";
    private static final String MINOR_FAILURE = "4";

    private final Entry entry;

    ReceiptAudit(Entry entry) {
        this.entry = entry;
    }

    /** What a kind of event is for DICOM. */
    private enum Kind {
        IMPORT("110107", "C"),
        EXPORT("110106", "R"),
        QUERY("110112", "E"),
        SECURITY_ALERT("110113", "E"),
        APPLICATION("110100", "E");

        private final String code;
        private final String action;

        Kind(String code, String action) {
            this.code = code;
            this.action = action;
        }

        static Kind of(EventName event) {
            return switch (event) {
                case SUBMISSION_ACCEPTANCE, SUBMISSION_REJECTION -> IMPORT;
                case RELAY_ACCEPTANCE,
                        RELAY_REJECTION,
                        RELAY_FAILURE,
                        CONTENT_CONSIGNMENT,
                        CONTENT_CONSIGNMENT_FAILURE,
                        CONTENT_HANDOVER,
                        CONTENT_HANDOVER_FAILURE -> EXPORT;
                case SEARCH -> QUERY;
                case REQUEST_REFUSED -> SECURITY_ALERT;
                case OPERATION, LOG_OPENED -> APPLICATION;
            };
        }
    }

    /**
     * The resource.
     *
     * @param sealer the reference to who sealed the entry
     * @param transfer the identifier of what it is about
     */
    Node event(Node sealer, Node transfer) {
        Kind kind = Kind.of(entry.event());
        Draft draft = new Draft()
                .put("type", FhirParts.coding(DICOM, kind.code))
                .putAll(
                        "subtype",
                        FhirParts.coding(ReceiptBundle.URI, entry.event().uri()))
                .put("action", kind.action)
                .put("recorded", Entry.text(entry.time()))
                .put("outcome", entry.reason().isPresent() ? MINOR_FAILURE : SUCCESS);
        entry.reason().ifPresent(code -> draft.put("outcomeDesc", FhirParts.printable(code)));
        return draft.putAll("agent", actor())
                .put("source", new Draft().put("observer", sealer).done())
                .putAll(
                        "entity",
                        new Draft().put("what", FhirParts.identified(transfer)).done())
                .done();
    }

    private Node actor() {
        return new Draft()
                .putAll(
                        "role",
                        new Draft()
                                .put("text", FhirParts.printable(entry.actor().quality()))
                                .done())
                .put(
                        "who",
                        FhirParts.identified(FhirParts.identifier(
                                ReceiptBundle.CERTIFICATE,
                                entry.actor().thumbprint().hex())))
                .put("requestor", new Flag(true))
                .done();
    }
}
