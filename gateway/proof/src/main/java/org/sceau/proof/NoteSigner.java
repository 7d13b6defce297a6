package org.sceau.proof;

/** Signs the notes of one log. Implementations are safe for use by several threads. */
public interface NoteSigner {

    /** The public key. */
    LogKey key();

    /** The 64 bytes of the Ed25519 signature over {@code text}. */
    byte[] sign(byte[] text);
}
