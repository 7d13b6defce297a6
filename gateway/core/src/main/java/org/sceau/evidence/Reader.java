package org.sceau.evidence;

import org.sceau.transfer.PartnerId;

/** For whom an evidence file is made. */
public sealed interface Reader {

    /** A partner: what it may have follows from what it was in the transfer. */
    record Party(PartnerId partner, boolean itself) implements Reader {}

    /** Who runs the gateway: receipts, no document and no document's identifier. */
    record Operator() implements Reader {}

    /** Who examines the gateway: receipts and signature, no document. */
    record Auditor() implements Reader {}

    /** Whose documents they are: everything that happened to them, who saw them in which quality, and the decision. */
    record Patient() implements Reader {}

    /** Its name in the journal and on the command line. */
    default String label() {
        return switch (this) {
            case Party(PartnerId partner, boolean _) -> partner.toString();
            case Operator _ -> "operator";
            case Auditor _ -> "auditor";
            case Patient _ -> "patient";
        };
    }
}
