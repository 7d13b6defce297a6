package org.sceau.keys;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The seal of the organisation that runs the gateway (eIDAS: what a legal person puts on a document). ECDSA on P-256 with
 * SHA-256, JWS algorithm {@code ES256} (RFC 7518, section 3.4).
 *
 * <p>Implementations are thread-safe. The software seal takes k from RFC 6979: the same input gives the same signature,
 * and no random source can weaken the key.
 *
 * <p>Guarantees: whoever holds the certificate can check that the holder of this key sealed exactly {@code input}. It says
 * nothing of when; the time of sealing is part of what is sealed.
 */
public interface Seal {

    /**
     * Seals: r‖s, 64 bytes. Throws {@link KeyUnusable} when the key, which may be in a token, does not answer.
     *
     * @param input the bytes to be sealed, not their hash
     */
    byte[] sign(byte[] input);

    /** The seal's certificate first, then its issuers without the root. */
    List<X509Certificate> chain();
}
