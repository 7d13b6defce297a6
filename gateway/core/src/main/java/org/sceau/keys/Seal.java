package org.sceau.keys;

import org.sceau.proof.RawSigner;

/**
 * The seal of the organisation that runs the gateway (eIDAS: what a legal person puts on a document). ECDSA on P-256 with
 * SHA-256, JWS algorithm {@code ES256} (RFC 7518, section 3.4). Its chain has no root.
 *
 * <p>Implementations are thread-safe and throw {@link KeyUnusable}, or {@link TokenUnusable} while the token that holds the key
 * does not answer.
 * The same input need not give the same signature.
 *
 * <p>Guarantees: whoever holds the certificate can check that the holder of this key sealed exactly these bytes. It says
 * nothing of when; the time of sealing is part of what is sealed.
 */
public interface Seal extends RawSigner {}
