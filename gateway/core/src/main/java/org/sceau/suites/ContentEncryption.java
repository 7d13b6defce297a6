package org.sceau.suites;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;

/** Encrypts one payload as it passes ({@link Suite#CONTENT}). Not thread-safe; one per payload, never a nonce twice. */
public final class ContentEncryption {
    private final Cipher cipher;

    private ContentEncryption(Cipher cipher) {
        this.cipher = cipher;
    }

    /** Starts under a fresh key and nonce. */
    public static ContentEncryption start(byte[] key, byte[] nonce) {
        try {
            return new ContentEncryption(Suites.gcm(Cipher.ENCRYPT_MODE, Suites.aesKey(key), nonce));
        } catch (GeneralSecurityException e) {
            throw refused(e);
        }
    }

    /**
     * Encrypts {@code length} bytes into {@code out}, which needs room for {@code length + 15}; up to 15 bytes are held back.
     *
     * @return the number of bytes written
     */
    public int update(byte[] in, int offset, int length, byte[] out, int outOffset) {
        try {
            return cipher.update(in, offset, length, out, outOffset);
        } catch (GeneralSecurityException e) {
            throw refused(e);
        }
    }

    /** The bytes held back (at most 15) followed by the 16 of the tag. */
    public Last finish() {
        try {
            byte[] last = cipher.doFinal();
            int held = last.length - Suites.TAG_BYTES;
            return new Last(Arrays.copyOf(last, held), Arrays.copyOfRange(last, held, last.length));
        } catch (GeneralSecurityException e) {
            throw refused(e);
        }
    }

    private static IllegalStateException refused(GeneralSecurityException e) {
        return new IllegalStateException("AES-GCM is refused by the platform", e);
    }

    /** What an encryption ends with. */
    public static final class Last {
        private final byte[] held;
        private final byte[] tag;

        private Last(byte[] held, byte[] tag) {
            this.held = held;
            this.tag = tag;
        }

        /** The ciphertext bytes not given out before. */
        public byte[] held() {
            return held;
        }

        /** The authentication tag. */
        public byte[] tag() {
            return tag;
        }
    }
}
