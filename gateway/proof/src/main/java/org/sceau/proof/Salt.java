package org.sceau.proof;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * 32 random bytes that make a digest meaningless to whoever does not hold them. Destroying a salt unlinks an entry from
 * its content for ever. {@link #toString()} shows nothing.
 */
public final class Salt {
    /** Bytes of a salt. */
    public static final int SIZE = 32;

    private final byte[] value;

    private Salt(byte[] value) {
        this.value = value;
    }

    /** Wraps a copy of 32 bytes. */
    public static Salt of(byte[] value) {
        if (value.length != SIZE) {
            throw new IllegalArgumentException("a salt has 32 bytes");
        }
        return new Salt(value.clone());
    }

    /** A fresh salt. */
    public static Salt random(SecureRandom random) {
        byte[] value = new byte[SIZE];
        random.nextBytes(value);
        return new Salt(value);
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return value.clone();
    }

    String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Salt that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "Salt[REDACTED]";
    }
}
