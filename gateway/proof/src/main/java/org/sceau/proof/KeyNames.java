package org.sceau.proof;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The names, in {@link AlgorithmDates}, of the algorithms that a certificate rests on. */
final class KeyNames {
    static final String RSA_SHORT = "rsa-2048";
    static final String RSA = "rsa-3072";
    static final String ED25519 = "ed25519";
    static final String P256 = "p-256";

    private static final String ML_DSA = "ml-dsa";

    /** All there are, in order. */
    static final Set<String> ALL = Collections.unmodifiableSet(new TreeSet<>(
            Set.of("sha-256", "sha-384", "sha-512", P256, "p-384", "p-521", RSA_SHORT, RSA, ED25519, ML_DSA)));

    private static final int SHORT_BELOW = 3072;

    private KeyNames() {}

    static String of(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa -> rsa(rsa.getModulus().bitLength());
            case ECPublicKey ec -> "p-" + ec.getParams().getCurve().getField().getFieldSize();
            default -> key.getAlgorithm().startsWith("Ed") ? ED25519 : other(key);
        };
    }

    /**
     * Its own key, the hash it is signed by, and its issuer's key, whose kind the signature's length says: the issuer can be
     * an anchor that is not at hand.
     */
    static Set<String> of(X509Certificate certificate) {
        Set<String> names = new TreeSet<>();
        names.add(of(certificate.getPublicKey()));
        String algorithm = certificate.getSigAlgName().toLowerCase(Locale.ROOT);
        for (HashAlgorithm hash : HashAlgorithm.values()) {
            if (algorithm.startsWith(hash.label().replace("-", ""))) {
                names.add(hash.label());
            }
        }
        byte[] signature = certificate.getSignature();
        if (algorithm.endsWith("withrsa")) {
            names.add(rsa(signature.length * Byte.SIZE));
        } else if (algorithm.endsWith("withecdsa")) {
            names.add(curve(signature));
        } else if (algorithm.startsWith("ed")) {
            names.add(ED25519);
        } else {
            names.add(ML_DSA);
        }
        return names;
    }

    private static String rsa(int bits) {
        return bits < SHORT_BELOW ? RSA_SHORT : RSA;
    }

    /** By r and s, whose lengths are those of the curve but for a chance of 2 to the 128 against. */
    private static String curve(byte[] signature) {
        DerReader outer = new DerReader(Part.CERTIFICATE, "signature", signature);
        DerReader pair = outer.inside(DerReader.SEQUENCE);
        int first = pair.integer().bitLength();
        int bits = Math.max(first, pair.integer().bitLength());
        return bits <= 256 ? P256 : bits <= 384 ? "p-384" : "p-521";
    }

    private static String other(PublicKey key) {
        return key.getAlgorithm().startsWith("ML-DSA") ? ML_DSA : key.getAlgorithm();
    }
}
