package org.sceau.suites;

import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What kinds of keys, key stores, certificates and channels the gateway uses: the names under which the platform's
 * providers know them (Java Security Standard Algorithm Names, JDK 25).
 */
public final class KeySuite {
    /** Family of the curve keys that sign, authenticate and agree. */
    public static final String EC = "EC";
    /** P-256 (FIPS 186-5, SP 800-186), the curve of seal, authentication, confidentiality and development authorities. */
    public static final String CURVE = "secp256r1";
    /** How the organisation's seal signs: JWS {@code ES256} (RFC 7518 section 3.4), r and s of 32 bytes each. */
    public static final String SEAL_SIGNATURE = "SHA256withECDSAinP1363Format";
    /** How the development authorities sign certificates and revocation lists (RFC 5758). */
    public static final String CERTIFICATE_SIGNATURE = "SHA256withECDSA";
    /** The journal's checkpoint key (RFC 8032). */
    public static final String LOG_KEY = "Ed25519";
    /** Key agreement beside P-256 for readers that ask for it (RFC 7748, RFC 8410). */
    public static final String X25519 = "X25519";
    /** Family of RSA keys, which only partners' certificates use. */
    public static final String RSA = "RSA";
    /** The master key that wraps working keys. */
    public static final String MASTER_KEY = "AES";
    /** Bytes of the master key: AES-256. */
    public static final int MASTER_KEY_BYTES = 32;
    /** The key under which the index hides identifiers. */
    public static final String INDEX_KEY = "HmacSHA256";
    /** Bytes of the index key: the output length of its hash (RFC 2104, section 3). */
    public static final int INDEX_KEY_BYTES = 32;
    /** Agreement in a token (SP 800-56A, 5.7.1.2). */
    public static final String AGREEMENT = "ECDH";
    /** Who speaks PKCS#11 3.1 to tokens; it knows neither Ed25519, nor X25519, nor ML-KEM (JDK 25). */
    public static final String TOKEN_PROVIDER = "SunPKCS11";
    /** The keys and certificates in a token. */
    public static final String TOKEN_STORE = "PKCS11";
    /** Key store format (RFC 7292). */
    public static final String KEY_STORE = "PKCS12";
    /** Certificate and revocation-list format (RFC 5280). */
    public static final String CERTIFICATE = "X.509";
    /** Path validation (RFC 5280, section 6). */
    public static final String PATH = "PKIX";
    /** The family of secured channels; which versions are spoken stands in {@link #TLS_PROTOCOLS}. */
    public static final String TLS = "TLS";
    /** TLS 1.3 recommended, 1.2 still allowed (CI-SIS volet transport REST, ANS), newest first. */
    public static final List<String> TLS_PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    /** What channels are enciphered with, best first: AEAD and forward secrecy only (RFC 9325 section 4.2). */
    public static final List<String> TLS_SUITES = List.of(
            "TLS_AES_256_GCM_SHA384",
            "TLS_AES_128_GCM_SHA256",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
    /** What channels' keys are agreed on: 128 bits at least, which rules out the platform's ffdhe2048. */
    public static final List<String> TLS_GROUPS = List.of("x25519", "secp256r1", "secp384r1");

    private static final List<String> BROKEN_HASHES = List.of("MD2", "MD4", "MD5", "SHA1");

    /** By identifier: what a key is called depends on which providers are registered when its certificate is read. */
    private static final Set<String> ENCIPHERING =
            Set.of(Suites.OID_RSA, Suites.OID_MLKEM768, Suites.OID_MLKEM1024, Suites.OID_MLKEM768_P256);

    private KeySuite() {}

    /**
     * Whether content keys are enciphered to a certificate's key: the certificate says keyEncipherment then (RFC 5280, RFC
     * 9935), and keyAgreement otherwise.
     */
    public static boolean isEnciphering(PublicKey key) {
        return ENCIPHERING.contains(SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getAlgorithm()
                .getAlgorithm()
                .getId());
    }

    /** Whether a signature algorithm, as the platform names it, rests on a hash that collides (RFC 6151, RFC 9155). */
    public static boolean isBrokenSignature(String name) {
        return BROKEN_HASHES.stream().anyMatch(name.toUpperCase(Locale.ROOT)::startsWith);
    }
}
