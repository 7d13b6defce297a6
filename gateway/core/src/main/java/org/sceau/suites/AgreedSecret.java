package org.sceau.suites;

import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.SecretKey;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** What two sides share: a source of key-encryption keys, one per context. Thread-safe. */
public final class AgreedSecret {
    /** X9.63 counts its blocks from one; one block of SHA-256 is a whole AES-256 key. */
    private static final byte[] FIRST_BLOCK = {0, 0, 0, 1};

    private static final byte[] NO_SALT = {};

    private final Suite suite;
    private final byte[] shared;

    private AgreedSecret(Suite suite, byte[] shared) {
        this.suite = suite;
        this.shared = shared;
    }

    static AgreedSecret overP256(byte[] shared) {
        return new AgreedSecret(Suite.READER_P256, shared);
    }

    static AgreedSecret overX25519(byte[] shared) {
        return new AgreedSecret(Suite.READER_X25519, shared);
    }

    /** What a key encapsulation of that suite gave. */
    static AgreedSecret encapsulated(Suite suite, byte[] shared) {
        return new AgreedSecret(suite, shared);
    }

    /** For the combination with another secret only; not a copy. */
    byte[] shared() {
        return shared;
    }

    /**
     * The AES-256 key of one context.
     *
     * @param context the DER of ECC-CMS-SharedInfo (RFC 5753, section 7.2) or CMSORIforKEMOtherInfo (RFC 9629, section 5)
     * @param ukm the user keying material that the context also holds, empty where there is none
     */
    public SecretKey keyEncryptionKey(byte[] context, byte[] ukm) {
        byte[] key = switch (suite) {
            case READER_P256 -> x963(context);
            case READER_X25519 -> hkdf(context, ukm);
            case READER_MLKEM768, READER_MLKEM1024, READER_HYBRID -> hkdf(context, NO_SALT);
            case CONTENT, COLUMN, WRAP -> throw new IllegalStateException("no secret is agreed in " + suite.id());
        };
        try {
            return Suites.aesKey(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    /** SEC 1, 3.6.1. */
    private byte[] x963(byte[] context) {
        MessageDigest digest = Suites.sha256();
        digest.update(shared);
        digest.update(FIRST_BLOCK);
        return digest.digest(context);
    }

    /**
     * RFC 5869: the context is the info; the salt is the ukm, where there is one, in RFC 8418, and always empty in RFC 9936
     * (section 2.2.2).
     */
    private byte[] hkdf(byte[] context, byte[] salt) {
        HKDFBytesGenerator generator = new HKDFBytesGenerator(SHA256Digest.newInstance());
        generator.init(new HKDFParameters(shared, salt, context));
        byte[] key = new byte[Suites.KEY_BYTES];
        generator.generateBytes(key, 0, key.length);
        return key;
    }

    @Override
    public String toString() {
        return "AgreedSecret[REDACTED]";
    }
}
