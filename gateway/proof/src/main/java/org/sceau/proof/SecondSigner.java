package org.sceau.proof;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A second seal of the organisation, whose strength does not rest on elliptic curves. Implementations are safe for use by
 * several threads.
 */
public interface SecondSigner {

    /** ML-DSA over {@code input}, pure, with an empty context (RFC 9882 section 3). */
    byte[] sign(byte[] input);

    /**
     * The certificate of the key, then its issuers, without the anchor; every key in it is ML-DSA-65 or ML-DSA-87, for a chain
     * is as strong as its weakest link. Never empty.
     */
    List<X509Certificate> chain();
}
