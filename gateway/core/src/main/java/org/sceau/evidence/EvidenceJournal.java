package org.sceau.evidence;

import org.sceau.proof.Actor;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/** Where it is entered that somebody was given evidence. */
@FunctionalInterface
public interface EvidenceJournal {

    /**
     * Enters it. When this returns, the entry is durable.
     *
     * @param reader for whom, such as {@code sender/labo}
     * @param documents in which form documents are in it
     * @param by who made it
     */
    ReceiptId disclosed(TransferId transfer, String reader, String documents, Actor by);
}
