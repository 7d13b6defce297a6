package org.sceau.proof;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * What opens one salted digest of an entry: SHA-256(salt, length of the value as 8 bytes big-endian, value). The value of
 * {@code payload/n}, {@code metadata} and {@code signature} is the 32-byte SHA-256 of the bytes, so that bytes are hashed
 * once. Immutable; {@link #toString()} shows the name only.
 */
public final class Opening {
    /** Longest value in bytes: a digest or an identifier, never a content. */
    static final int MAX_VALUE = 1024;

    private final String name;
    private final Salt salt;
    private final byte[] value;

    private Opening(String name, Salt salt, byte[] value) {
        this.name = name;
        this.salt = salt;
        this.value = value;
    }

    /** The opening of any short value. */
    public static Opening of(String name, Salt salt, byte[] value) {
        Tokens.require(name, "openings.name");
        if (value.length > MAX_VALUE || (isContent(name) && value.length != 32)) {
            throw new MalformedProof(Part.OPENING, Reason.VALUE_INVALID, name);
        }
        return new Opening(name, salt, value.clone());
    }

    /** The opening of content that was hashed with SHA-256. */
    public static Opening ofContent(String name, Salt salt, Digest sha256) {
        return of(name, salt, sha256.bytes());
    }

    /** The name of the digest in the entry. */
    public String name() {
        return name;
    }

    /** The salt. */
    public Salt salt() {
        return salt;
    }

    /** A copy of the value. */
    public byte[] value() {
        return value.clone();
    }

    /** The salted digest, as it stands in the entry. */
    public Digest digest() {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(salt.bytes());
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(value.length).array());
        sha256.update(value);
        return Digest.of(sha256.digest());
    }

    /** Whether names of this kind open to the SHA-256 of bytes that somebody can hold. */
    static boolean isContent(String name) {
        return name.startsWith("payload/") || name.equals("metadata") || name.equals("signature");
    }

    JsonValue toJson() {
        return new ObjectDraft()
                .put("name", name)
                .put("salt", salt.base64Url())
                .put("value", Base64.getUrlEncoder().withoutPadding().encodeToString(value))
                .done();
    }

    static Opening fromJson(JsonValue json) {
        Members members = new Members(Part.OPENING, json, "openings");
        String name = members.text("name");
        byte[] salt = StrictBase64.url(Part.OPENING, members.text("salt"), "salt");
        byte[] value = StrictBase64.url(Part.OPENING, members.text("value"), "value");
        members.end();
        if (!Tokens.isToken(name) || salt.length != Salt.SIZE) {
            throw new MalformedProof(Part.OPENING, Reason.VALUE_INVALID, "name");
        }
        return of(name, Salt.of(salt), value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Opening that
                && name.equals(that.name)
                && salt.equals(that.salt)
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return name.hashCode() * 31 + salt.hashCode();
    }

    @Override
    public String toString() {
        return "Opening[" + name + "]";
    }
}
