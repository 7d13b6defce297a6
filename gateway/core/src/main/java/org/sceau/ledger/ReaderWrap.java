package org.sceau.ledger;

import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/**
 * An object's content key for one reader.
 *
 * @param reader whose key it was wrapped for
 * @param certificate SHA-256 of the reader's DER certificate
 * @param recipientInfo DER of the CMS RecipientInfo (RFC 5652, section 6.2)
 */
public record ReaderWrap(PartnerId reader, Digest certificate, Octets recipientInfo) {}
