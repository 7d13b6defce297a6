package org.sceau.suites;

import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * A P-256 private key that never leaves where it is kept (a token): it is asked to work and has no encoding. Thread-safe.
 * Its methods throw a {@link org.sceau.failure.GatewayException} when what keeps it does not answer.
 */
public interface HeldKey extends PrivateKey {

    /** The other half. */
    PublicKey publicKey();

    /** The 32 bytes of the coordinate that it shares with a valid point of P-256 (SP 800-56A, 5.7.1.2). */
    byte[] agree(PublicKey other);

    /** A signature of {@code input}, made by the algorithm that the platform knows under that name. */
    byte[] sign(String algorithm, byte[] input);
}
