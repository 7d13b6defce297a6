package org.sceau.encryption;

import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/**
 * An object's content key for one reader.
 *
 * @param reader whose
 * @param certificate SHA-256 of the DER certificate it is wrapped for
 * @param recipientInfo the wrapped key as it stands in the envelope
 */
public record ReaderKey(PartnerId reader, Digest certificate, RecipientInfo recipientInfo) {}
