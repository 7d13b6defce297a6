package org.sceau.ledger;

import org.sceau.identity.Caller;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.TransferId;

/**
 * A document about to be given to a reader (ITI-68): ContentHandover.
 *
 * @param transfer that brought the document
 * @param document which
 * @param reader who reads
 * @param grounds why the reader may
 */
public record Handover(TransferId transfer, DocumentId document, Caller reader, Grounds grounds) {}
