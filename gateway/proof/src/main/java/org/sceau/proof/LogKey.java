package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.ProviderException;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The public Ed25519 key (RFC 8032) that signs a log's notes. Immutable. */
public final class LogKey {
    /** Bytes of a public key. */
    public static final int SIZE = 32;

    private static final byte ED25519_NOTE = 1;
    /** DER of a SubjectPublicKeyInfo up to the key (RFC 8410 section 4). */
    private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final byte[] value;

    private LogKey(byte[] value) {
        this.value = value;
    }

    /** Wraps a copy of the 32 bytes of a public key. */
    public static LogKey of(byte[] publicKey) {
        if (publicKey.length != SIZE) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
        }
        return new LogKey(publicKey.clone());
    }

    /** A copy of the 32 bytes. */
    public byte[] bytes() {
        return value.clone();
    }

    /** Standard base64. */
    public String base64() {
        return Base64.getEncoder().encodeToString(value);
    }

    /** C2SP signed-note: the first four bytes of SHA-256(name, LF, 0x01, key). */
    byte[] keyId(String name) {
        return keyId(name, ED25519_NOTE);
    }

    /** C2SP signed-note: the first four bytes of SHA-256(name, LF, type of signature, key). */
    byte[] keyId(String name, byte type) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update(name.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
        sha256.update(type);
        sha256.update(value);
        return Arrays.copyOf(sha256.digest(), 4);
    }

    ProofVerdict verify(byte[] text, byte[] signature) {
        // the JDK's Ed25519: to open the signed Bouncy Castle archive would cost the verifier half its time
        try {
            byte[] encoded = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + SIZE);
            System.arraycopy(value, 0, encoded, SPKI_PREFIX.length, SIZE);
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
            verifier.update(text);
            if (verifier.verify(signature)) {
                return new ProofVerdict.Holds();
            }
            return new ProofVerdict.Fails(Reason.NOTE_SIGNATURE_INVALID);
        } catch (GeneralSecurityException | ProviderException e) {
            // no point of the curve, or a scalar out of range: nobody's signature
            return new ProofVerdict.Fails(Reason.NOTE_SIGNATURE_INVALID);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogKey that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "LogKey[" + base64() + "]";
    }
}
