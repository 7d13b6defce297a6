package org.sceau.ledger;

import org.sceau.failure.FailureCode;
import org.sceau.identity.Caller;
import org.sceau.transfer.TransferId;

/**
 * A document that was asked for and was not handed over, or not for certain: ContentHandoverFailure.
 *
 * @param transfer that brought the document
 * @param reader who asked
 * @param grounds the rule that refused, or the one that permitted what then failed
 * @param reason why
 * @param told whether the reader may have the receipt: MUST be false where it may not know that there is such a document
 */
public record HandoverFailed(TransferId transfer, Caller reader, Grounds grounds, FailureCode reason, boolean told) {}
