package org.sceau.encryption;

import org.sceau.proof.Digest;

/** What opening an envelope with one private key comes to. */
public sealed interface CmsOpening {

    /**
     * The content was decrypted and is whole.
     *
     * @param sizeBytes of the clear content
     * @param sha256 of the clear content, to be compared with the signed one: the envelope does not say who made it
     */
    record Opened(long sizeBytes, Digest sha256) implements CmsOpening {}

    /** No recipientInfo names this certificate. */
    record NotAddressed() implements CmsOpening {}

    /** The object cannot be trusted; whatever was written of it MUST be thrown away. */
    record Refused(CmsFault fault) implements CmsOpening {}
}
