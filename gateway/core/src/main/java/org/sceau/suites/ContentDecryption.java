package org.sceau.suites;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * Decrypts one payload ({@link Suite#CONTENT}) as it passes, in constant memory. The JDK's own GCM decryption holds every
 * byte back until the tag was seen; here the clear bytes come from counter mode and the tag is recomputed by encrypting them
 * again, both with processor instructions.
 *
 * <p>Clear bytes are given out BEFORE the tag is checked: callers MUST have verified the ciphertext by a first pass, or hold
 * back what they were given until {@link #verify}. Not thread-safe.
 */
public final class ContentDecryption {
    /** SP 800-38D 7.1: with a 96-bit nonce the first payload block is encrypted under counter 2. */
    private static final byte FIRST_COUNTER = 2;

    private final Cipher counter;
    private final Cipher check;
    private byte[] scratch = new byte[0];

    private ContentDecryption(Cipher counter, Cipher check) {
        this.counter = counter;
        this.check = check;
    }

    /** Starts at the first byte of the ciphertext; throws {@link SealBroken} unless the nonce has 12 bytes. */
    public static ContentDecryption start(byte[] key, byte[] nonce) {
        requireNonce(nonce);
        byte[] first = Arrays.copyOf(nonce, 16);
        first[15] = FIRST_COUNTER;
        SecretKey secret = Suites.aesKey(key);
        try {
            return new ContentDecryption(Suites.counter(secret, first), Suites.gcm(Cipher.ENCRYPT_MODE, secret, nonce));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is refused by the platform", e);
        }
    }

    /** Decrypts in place. */
    public void update(byte[] bytes, int offset, int length) {
        if (scratch.length < length + Suites.TAG_BYTES) {
            scratch = new byte[length + Suites.TAG_BYTES];
        }
        try {
            // not in place: the JDK's counter mode would copy its input then
            counter.update(bytes, offset, length, scratch, 0);
            System.arraycopy(scratch, 0, bytes, offset, length);
            check.update(bytes, offset, length, scratch, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is refused by the platform", e);
        }
    }

    /** Ends the payload; throws {@link SealBroken} unless {@code tag} is that of the bytes seen. */
    public void verify(byte[] tag) {
        try {
            byte[] last = check.doFinal();
            byte[] expected = Arrays.copyOfRange(last, last.length - Suites.TAG_BYTES, last.length);
            if (!MessageDigest.isEqual(expected, tag)) {
                throw new SealBroken();
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES is refused by the platform", e);
        }
    }

    /** The clear bytes of a whole ciphertext in memory, after its tag was checked; throws {@link SealBroken}. */
    public static byte[] whole(byte[] key, byte[] nonce, byte[] tag, byte[] ciphertext) {
        requireNonce(nonce);
        if (tag.length != Suites.TAG_BYTES) {
            throw new SealBroken();
        }
        byte[] joined = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
        System.arraycopy(tag, 0, joined, ciphertext.length, tag.length);
        try {
            return Suites.gcm(Cipher.DECRYPT_MODE, Suites.aesKey(key), nonce).doFinal(joined);
        } catch (GeneralSecurityException e) {
            throw new SealBroken();
        }
    }

    private static void requireNonce(byte[] nonce) {
        if (nonce.length != Suites.NONCE_BYTES) {
            throw new SealBroken();
        }
    }
}
