package org.sceau.suites;

/** What a key encapsulation gives: a fresh secret, and the ciphertext from which the key's owner gets it. */
public final class Encapsulation {
    private final byte[] ciphertext;
    private final AgreedSecret secret;

    Encapsulation(byte[] ciphertext, AgreedSecret secret) {
        this.ciphertext = ciphertext;
        this.secret = secret;
    }

    /** For the key's owner; a copy. */
    public byte[] ciphertext() {
        return ciphertext.clone();
    }

    /** The secret. */
    public AgreedSecret secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "Encapsulation[REDACTED]";
    }
}
