package org.sceau.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The output of a hash function, with value equality compared in constant time.
 *
 * <p>Immutable. {@link #toString()} gives the first bytes only, so that a log line never carries a whole digest.
 */
public final class Digest {
    private final byte[] value;

    private Digest(byte[] value) {
        this.value = value;
    }

    /** Wraps a copy of {@code value}. */
    public static Digest of(byte[] value) {
        if (value.length < 20 || value.length > 64) {
            throw new IllegalArgumentException("a digest has 20 to 64 bytes, not " + value.length);
        }
        return new Digest(value.clone());
    }

    /** The SHA-256 of {@code content} (FIPS 180-4). */
    public static Digest sha256(byte[] content) {
        return new Digest(sha256().digest(content));
    }

    /** A new SHA-256, for content that is not in memory. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return value.clone();
    }

    /** Lower-case hexadecimal. */
    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    /** RFC 4648 base64url without padding. */
    public String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that && MessageDigest.isEqual(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "Digest[" + HexFormat.of().formatHex(value, 0, 4) + "…]";
    }
}
