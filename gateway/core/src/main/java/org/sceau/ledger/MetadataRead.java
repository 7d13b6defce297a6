package org.sceau.ledger;

import org.sceau.identity.Caller;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.TransferId;

/**
 * A document's metadata read by its id: entered as the search about its patient that it is, without the document.
 *
 * @param transfer that brought it
 * @param document whose metadata
 * @param reader who reads
 * @param grounds on which it is permitted
 */
public record MetadataRead(TransferId transfer, DocumentId document, Caller reader, Grounds grounds) {}
