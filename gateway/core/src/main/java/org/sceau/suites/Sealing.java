package org.sceau.suites;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/**
 * Small values under a key: {@link Suite#COLUMN} for columns of the ledger, {@link Suite#WRAP} for keys under keys.
 *
 * <p>Guarantees: who has not the key learns the length only, and cannot change a value or move it to where other associated
 * data is expected. Not hidden: that a row was put back to an earlier value of the same place. Thread-safe.
 *
 * <p>What is sealed or wrapped was opened again before it is returned, and gave what went in; else IllegalStateException, and
 * nothing MUST be kept of it. A platform that calculates wrongly then costs a refusal, not an accepted document (ADR 0031).
 */
public final class Sealing {
    /** First byte of every sealed value: the number of the suite {@code column-1}. */
    private static final byte FORM = 1;

    private static final int OVERHEAD_BYTES = 1 + Suites.NONCE_BYTES + Suites.TAG_BYTES;

    private Sealing() {}

    /** Form byte, random nonce, ciphertext and tag. A key MUST NOT seal more than 2^32 values (SP 800-38D 8.3). */
    public static byte[] seal(SecretKey key, byte[] clear, byte[] associated, SecureRandom random) {
        byte[] nonce = new byte[Suites.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = new byte[OVERHEAD_BYTES + clear.length];
        sealed[0] = FORM;
        System.arraycopy(nonce, 0, sealed, 1, nonce.length);
        try {
            Cipher cipher = Suites.gcm(Cipher.ENCRYPT_MODE, key, nonce);
            cipher.updateAAD(sealed, 0, 1);
            cipher.updateAAD(associated);
            cipher.doFinal(clear, 0, clear.length, sealed, 1 + nonce.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is refused by the platform", e);
        }
        requireSame(clear, reopened(() -> open(key, sealed, associated)));
        return sealed;
    }

    /** What {@link #seal} was given; throws {@link SealBroken} when anything differs. */
    public static byte[] open(SecretKey key, byte[] sealed, byte[] associated) {
        if (sealed.length < OVERHEAD_BYTES || sealed[0] != FORM) {
            throw new SealBroken();
        }
        byte[] nonce = new byte[Suites.NONCE_BYTES];
        System.arraycopy(sealed, 1, nonce, 0, nonce.length);
        try {
            Cipher cipher = Suites.gcm(Cipher.DECRYPT_MODE, key, nonce);
            cipher.updateAAD(sealed, 0, 1);
            cipher.updateAAD(associated);
            return cipher.doFinal(sealed, 1 + nonce.length, sealed.length - 1 - nonce.length);
        } catch (GeneralSecurityException e) {
            throw new SealBroken();
        }
    }

    /** Wraps a 32-byte key (RFC 3394): 40 bytes. */
    public static byte[] wrap(SecretKey wrapping, byte[] key) {
        byte[] wrapped;
        try {
            wrapped = Suites.keyWrap(Cipher.WRAP_MODE, wrapping).wrap(Suites.aesKey(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES key wrap is refused by the platform", e);
        }
        requireSame(key, reopened(() -> unwrap(wrapping, wrapped)));
        return wrapped;
    }

    /** The 32-byte key that {@link #wrap} was given; throws {@link SealBroken} when it is not under this wrapping key. */
    public static byte[] unwrap(SecretKey wrapping, byte[] wrapped) {
        if (wrapped.length != Suites.KEY_BYTES + 8) {
            throw new SealBroken();
        }
        try {
            return Suites.keyWrap(Cipher.UNWRAP_MODE, wrapping)
                    .unwrap(wrapped, Suites.aes(), Cipher.SECRET_KEY)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new SealBroken();
        }
    }

    private static byte[] reopened(Supplier<byte[]> opening) {
        try {
            return opening.get();
        } catch (SealBroken e) {
            throw new IllegalStateException("the platform encrypts wrongly", e);
        }
    }

    private static void requireSame(byte[] clear, byte[] opened) {
        boolean same = MessageDigest.isEqual(clear, opened);
        Arrays.fill(opened, (byte) 0);
        if (!same) {
            throw new IllegalStateException("the platform encrypts wrongly");
        }
    }
}
