package org.sceau.suites;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names, object identifiers, sizes and providers of the algorithms. The provider is the fastest measured per algorithm: the
 * JDK's for AES and SHA (processor instructions), {@link NativeProvider} for P-256, Bouncy Castle's lightweight classes for
 * curves where it is not at hand.
 */
public final class Suites {
    /** AES-256 keys. */
    public static final int KEY_BYTES = 32;
    /** GCM nonces, SP 800-38D 8.2.2. */
    public static final int NONCE_BYTES = 12;
    /** GCM tags; CMS calls it ICVlen and defaults it to 12, so it is always written. */
    public static final int TAG_BYTES = 16;

    /** id-data, RFC 5652 section 4. */
    public static final String OID_DATA = "1.2.840.113549.1.7.1";
    /** id-ct-authEnvelopedData, RFC 5083. */
    public static final String OID_AUTH_ENVELOPED_DATA = "1.2.840.113549.1.9.16.1.23";
    /** id-aes256-GCM, RFC 5084. */
    public static final String OID_AES256_GCM = "2.16.840.1.101.3.4.1.46";
    /** id-aes256-wrap, RFC 3565; parameters absent. */
    public static final String OID_AES256_WRAP = "2.16.840.1.101.3.4.1.45";
    /** dhSinglePass-stdDH-sha256kdf-scheme, RFC 5753. */
    public static final String OID_ECDH_SHA256_KDF = "1.3.132.1.11.1";
    /** dhSinglePass-stdDH-hkdf-sha256-scheme, RFC 8418. */
    public static final String OID_ECDH_HKDF_SHA256 = "1.2.840.113549.1.9.16.3.19";
    /** id-ori-kem, RFC 9629. */
    public static final String OID_KEM_RECIPIENT = "1.2.840.113549.1.9.16.13.3";
    /** id-alg-hkdf-with-sha256, RFC 8619; parameters absent. */
    public static final String OID_HKDF_SHA256 = "1.2.840.113549.1.9.16.3.28";
    /** id-alg-ml-kem-768, RFC 9935; parameters absent. */
    public static final String OID_MLKEM768 = "2.16.840.1.101.3.4.4.2";
    /** id-alg-ml-kem-1024, RFC 9935; parameters absent. */
    public static final String OID_MLKEM1024 = "2.16.840.1.101.3.4.4.3";
    /** id-MLKEM768-ECDH-P256-SHA3-256, draft-ietf-lamps-pq-composite-kem; parameters absent. */
    public static final String OID_MLKEM768_P256 = "1.3.6.1.5.5.7.6.59";
    /** RSA keys (RFC 3279, section 2.3.1). */
    public static final String OID_RSA = "1.2.840.113549.1.1.1";
    /** id-ecPublicKey, RFC 5480. */
    public static final String OID_EC_PUBLIC_KEY = "1.2.840.10045.2.1";
    /** secp256r1, RFC 5480. */
    public static final String OID_P256 = "1.2.840.10045.3.1.7";
    /** id-X25519, RFC 8410. */
    public static final String OID_X25519 = "1.3.101.110";
    /** id-ce-subjectKeyIdentifier, RFC 5280 section 4.2.1.2. */
    public static final String OID_SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

    /** Named once: to ask all providers for each cipher costs as much as enciphering 20 KB. */
    private static final Provider PLATFORM = platform();

    private static final String AES = "AES";
    private static final String GCM = "AES/GCM/NoPadding";
    private static final String CTR = "AES/CTR/NoPadding";
    private static final String KEY_WRAP = "AESWrap";
    private static final String ML_KEM = "ML-KEM";

    private Suites() {}

    /** A new SHA-256 (FIPS 180-4). */
    public static MessageDigest sha256() {
        return digest("SHA-256");
    }

    /** A new SHA-1, only ever for FHIR's {@code attachment.hash}: it protects nothing. */
    public static MessageDigest sha1() {
        return digest("SHA-1");
    }

    /** An AES key over a copy of {@code key}. */
    public static SecretKey aesKey(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("an AES-256 key has 32 bytes");
        }
        return new SecretKeySpec(key, AES);
    }

    static Cipher gcm(int mode, SecretKey key, byte[] nonce) throws GeneralSecurityException {
        return cipher(GCM, mode, key, new GCMParameterSpec(TAG_BYTES * 8, nonce));
    }

    static Cipher counter(SecretKey key, byte[] firstBlock) throws GeneralSecurityException {
        return cipher(CTR, Cipher.DECRYPT_MODE, key, new IvParameterSpec(firstBlock));
    }

    static Cipher keyWrap(int mode, SecretKey key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(KEY_WRAP, PLATFORM);
        cipher.init(mode, key);
        return cipher;
    }

    static KEM mlKem() throws GeneralSecurityException {
        return KEM.getInstance(ML_KEM, PLATFORM);
    }

    static KeyFactory mlKemKeys() throws GeneralSecurityException {
        return KeyFactory.getInstance(ML_KEM, PLATFORM);
    }

    static MessageDigest sha3() {
        return digest("SHA3-256");
    }

    static String aes() {
        return AES;
    }

    private static Cipher cipher(String name, int mode, SecretKey key, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(name, PLATFORM);
        cipher.init(mode, key, parameters);
        return cipher;
    }

    private static Provider platform() {
        try {
            return Cipher.getInstance(GCM).getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + GCM, e);
        }
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
