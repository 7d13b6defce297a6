package org.sceau.keys;

/**
 * The software key that signs checkpoints of the journal: Ed25519 (RFC 8032). It is certified by standing inside each
 * sealed checkpoint. Thread-safe.
 */
public interface LogSigner {

    /** Signs: 64 bytes, deterministic. */
    byte[] sign(byte[] message);

    /** The raw public key, 32 bytes; a new array each time. */
    byte[] publicKey();
}
