package org.sceau.proof;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.Set;

/**
 * The algorithms that a certificate chain may be made with (ETSI TS 119 312 V1.5.1, 2024). SHA-1, MD5, DSA and short keys
 * are refused whatever the date: the date is the signer's own word, which is worth as little as its algorithm. Keys so large
 * that to use them is an attack are refused, too, RSA keys that were made weak, and RSASSA-PSS, whose identifier does not
 * say which digest it is with: SHA-1 unless its parameters say otherwise.
 */
public final class AlgorithmPolicy {
    private static final int MIN_EC_BITS = 256;
    private static final int MAX_EC_BITS = 521;
    /** What the OIDs of ECDSA begin with (RFC 5758). */
    private static final String ECDSA = "1.2.840.10045.4.";

    private static final Set<String> ACCEPTED = Set.of(
            "1.2.840.113549.1.1.11", // RSA with SHA-256
            "1.2.840.113549.1.1.12", // RSA with SHA-384
            "1.2.840.113549.1.1.13", // RSA with SHA-512
            "1.2.840.10045.4.3.2", // ECDSA with SHA-256
            "1.2.840.10045.4.3.3", // ECDSA with SHA-384
            "1.2.840.10045.4.3.4", // ECDSA with SHA-512
            "1.3.101.112", // Ed25519
            "2.16.840.1.101.3.4.3.17", // ML-DSA-44
            "2.16.840.1.101.3.4.3.18", // ML-DSA-65
            "2.16.840.1.101.3.4.3.19"); // ML-DSA-87

    private static final Set<String> EXPIRED = Set.of(
            "1.2.840.113549.1.1.2", // RSA with MD2
            "1.2.840.113549.1.1.4", // RSA with MD5
            "1.2.840.113549.1.1.5", // RSA with SHA-1
            "1.3.14.3.2.29", // RSA with SHA-1, OIW
            "1.2.840.10040.4.3", // DSA with SHA-1
            "1.2.840.10045.4.1"); // ECDSA with SHA-1

    private AlgorithmPolicy() {}

    /** Whether a signature of this algorithm, an OID, is relied on. */
    static boolean isAccepted(String algorithm) {
        return ACCEPTED.contains(algorithm);
    }

    /**
     * Whether a signature's value has the one spelling that it may have: of ECDSA it is DER (RFC 3279 section 2.2.3), of which
     * the platform also reads what is not.
     *
     * @param algorithm an OID
     */
    public static boolean isSpelled(String algorithm, byte[] value) {
        try {
            if (algorithm.startsWith(ECDSA)) {
                StampAlgorithms.requireEcdsaForm(Part.CERTIFICATE, value);
            }
            return true;
        } catch (MalformedProof e) {
            return false;
        }
    }

    /** Why a certificate may not be used; empty if it may. */
    public static Optional<Reason> against(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgOID();
        if (EXPIRED.contains(algorithm)) {
            return Optional.of(Reason.ALGORITHM_EXPIRED);
        }
        if (!isSpelled(algorithm, certificate.getSignature())) {
            return unsupported();
        }
        return ACCEPTED.contains(algorithm) ? against(certificate.getPublicKey()) : unsupported();
    }

    /** Why a key may not be used; empty if it may. */
    public static Optional<Reason> against(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa(rsa);
            case ECPublicKey ec -> curve(ec.getParams().getCurve().getField().getFieldSize());
            case DSAPublicKey _ -> Optional.of(Reason.ALGORITHM_EXPIRED);
            default -> Optional.empty();
        };
    }

    private static Optional<Reason> rsa(RSAPublicKey key) {
        if (RsaKeys.isShort(key)) {
            return Optional.of(Reason.ALGORITHM_EXPIRED);
        }
        return RsaKeys.isSound(key) ? Optional.empty() : unsupported();
    }

    private static Optional<Reason> curve(int bits) {
        if (bits < MIN_EC_BITS) {
            return Optional.of(Reason.ALGORITHM_EXPIRED);
        }
        return bits > MAX_EC_BITS ? unsupported() : Optional.empty();
    }

    private static Optional<Reason> unsupported() {
        return Optional.of(Reason.ALGORITHM_UNSUPPORTED);
    }
}
