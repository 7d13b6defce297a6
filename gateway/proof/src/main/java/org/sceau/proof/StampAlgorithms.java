package org.sceau.proof;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The algorithms that a time-stamp may use: SHA-2 with ECDSA or RSA PKCS#1 v1.5 (ETSI TS 119 312). */
final class StampAlgorithms {
    static final String SHA_256 = "2.16.840.1.101.3.4.2.1";

    private static final String RSA = "1.2.840.113549.1.1.1";

    /** The platform's names of hashes. */
    private static final Map<String, String> HASHES =
            Map.of(SHA_256, "SHA-256", "2.16.840.1.101.3.4.2.2", "SHA-384", "2.16.840.1.101.3.4.2.3", "SHA-512");

    /** Which hash a signature algorithm has, and which family of key. */
    private static final Map<String, Named> SIGNATURES = Map.of(
            "1.2.840.10045.4.3.2", new Named("SHA-256", "ECDSA"),
            "1.2.840.10045.4.3.3", new Named("SHA-384", "ECDSA"),
            "1.2.840.10045.4.3.4", new Named("SHA-512", "ECDSA"),
            "1.2.840.113549.1.1.11", new Named("SHA-256", "RSA"),
            "1.2.840.113549.1.1.12", new Named("SHA-384", "RSA"),
            "1.2.840.113549.1.1.13", new Named("SHA-512", "RSA"));

    /** SHA-1 and MD5: good once. */
    private static final Set<String> EXPIRED = Set.of("1.3.14.3.2.26", "1.2.840.113549.2.5");

    private record Named(String hash, String family) {}

    private StampAlgorithms() {}

    /** The digest of {@code content} by the hash with this object identifier. */
    static byte[] digest(String oid, byte[] content, String where) {
        try {
            return MessageDigest.getInstance(hash(oid, where)).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw unsupported(where);
        }
    }

    /** Whether {@code value} is a signature of {@code input} by {@code key}. */
    static boolean isSigned(String algorithm, String hashOid, PublicKey key, byte[] input, byte[] value) {
        String hash = hash(hashOid, "digestAlgorithm");
        Named named = algorithm.equals(RSA)
                ? new Named(hash, "RSA")
                : Optional.ofNullable(SIGNATURES.get(algorithm)).orElseThrow(() -> unsupported("signatureAlgorithm"));
        if (!named.hash().equals(hash) || !fits(named.family(), key)) {
            throw unsupported("signatureAlgorithm");
        }
        if (named.family().equals("ECDSA")) {
            requireEcdsaForm(Part.STAMP, value);
        }
        return PlatformSignature.holds(hash.replace("-", "") + "with" + named.family(), key, input, value);
    }

    /** The platform reads more than DER; we do not. */
    static void requireEcdsaForm(Part part, byte[] value) {
        DerReader outer = new DerReader(part, "signature", value);
        DerReader pair = outer.inside(DerReader.SEQUENCE);
        outer.end();
        BigInteger r = pair.integer();
        BigInteger s = pair.integer();
        pair.end();
        if (r.signum() <= 0 || s.signum() <= 0) {
            throw pair.invalid();
        }
    }

    private static boolean fits(String family, PublicKey key) {
        boolean ofFamily = switch (key) {
            case ECPublicKey _ -> family.equals("ECDSA");
            case RSAPublicKey _ -> family.equals("RSA");
            default -> false;
        };
        return ofFamily && AlgorithmPolicy.against(key).isEmpty();
    }

    private static String hash(String oid, String where) {
        if (EXPIRED.contains(oid)) {
            throw new MalformedProof(Part.STAMP, Reason.ALGORITHM_EXPIRED, where);
        }
        return Optional.ofNullable(HASHES.get(oid)).orElseThrow(() -> unsupported(where));
    }

    private static MalformedProof unsupported(String where) {
        return new MalformedProof(Part.STAMP, Reason.ALGORITHM_UNSUPPORTED, where);
    }
}
