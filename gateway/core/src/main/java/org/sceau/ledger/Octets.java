package org.sceau.ledger;

import java.util.Arrays;

/** Bytes of any content, with value equality and a toString that gives their number only. Immutable by agreement. */
public final class Octets {
    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Wraps without copying; the caller MUST NOT change the array afterwards. */
    public static Octets of(byte[] bytes) {
        return new Octets(bytes);
    }

    /** The bytes themselves; MUST NOT be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes. */
    public int length() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Octets[" + bytes.length + " bytes]";
    }
}
