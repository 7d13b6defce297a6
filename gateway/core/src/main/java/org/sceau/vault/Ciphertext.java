package org.sceau.vault;

/** Encrypted bytes in memory. Takes ownership of the array; readers MUST NOT change it. */
public final class Ciphertext {
    private final byte[] bytes;

    /** Wraps without copying: payloads are large and live for one batch. */
    public Ciphertext(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes themselves. */
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return "Ciphertext[" + bytes.length + " bytes]";
    }
}
