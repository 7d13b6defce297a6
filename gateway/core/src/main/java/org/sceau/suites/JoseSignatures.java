package org.sceau.suites;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.sceau.proof.AlgorithmPolicy;

/**
 * Verifies signatures by the algorithm names of JOSE (RFC 7518 section 3.1, RFC 8037). Never symmetric ones, never none. Every
 * case of the Wycheproof project that concerns these algorithms gets its verdict here.
 */
public final class JoseSignatures {
    /** What came of it. */
    public enum Outcome {
        INTACT,
        BROKEN,
        /** The algorithm is not one of ours, or the key is not one for it. */
        UNSUPPORTED
    }

    private static final String ES256 = "ES256";
    private static final String ES384 = "ES384";
    private static final String ES512 = "ES512";

    private JoseSignatures() {}

    /** Every name that {@link #verify} knows, for a key that suits it. */
    public static List<String> algorithms() {
        return List.of(ES256, ES384, ES512, "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "EdDSA", "Ed25519");
    }

    /** Whether {@code signature} is that of {@code input} under {@code key}. */
    public static Outcome verify(String algorithm, PublicKey key, byte[] input, byte[] signature) {
        if (!suits(algorithm, key)) {
            return Outcome.UNSUPPORTED;
        }
        if (!hasLength(algorithm, signature)) {
            return Outcome.BROKEN;
        }
        try {
            Signature verifier = verifier(algorithm);
            verifier.initVerify(key);
            verifier.update(input);
            return verifier.verify(signature) ? Outcome.INTACT : Outcome.BROKEN;
        } catch (GeneralSecurityException malformed) {
            return Outcome.BROKEN;
        }
    }

    private static boolean suits(String algorithm, PublicKey key) {
        return switch (algorithm) {
            case ES256 -> isOnCurve(key, "secp256r1");
            case ES384 -> isOnCurve(key, "secp384r1");
            case ES512 -> isOnCurve(key, "secp521r1");
            case "RS256", "RS384", "RS512", "PS256", "PS384", "PS512" ->
                key instanceof RSAPublicKey rsa && AlgorithmPolicy.against(rsa).isEmpty();
            case "EdDSA", "Ed25519" ->
                key instanceof EdECPublicKey edwards
                        && edwards.getParams().getName().equals("Ed25519");
            default -> false;
        };
    }

    /** RFC 7518 section 3.4: r and s have as many bytes as the order; the platform takes shorter ones for the same numbers. */
    private static boolean hasLength(String algorithm, byte[] signature) {
        return switch (algorithm) {
            case ES256 -> signature.length == 64;
            case ES384 -> signature.length == 96;
            case ES512 -> signature.length == 132;
            default -> true;
        };
    }

    /** By order: other curves have as many bits. */
    private static boolean isOnCurve(PublicKey key, String name) {
        return key instanceof ECPublicKey curve
                && curve.getParams()
                        .getOrder()
                        .equals(CustomNamedCurves.getByName(name).getN());
    }

    private static Signature verifier(String algorithm) throws GeneralSecurityException {
        if (algorithm.startsWith("Ed")) {
            return Signature.getInstance("Ed25519");
        }
        String bits = algorithm.substring(2);
        return switch (algorithm.substring(0, 2)) {
            case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
            case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
            default -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                String hash = "SHA-" + bits;
                pss.setParameter(
                        new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits) / 8, 1));
                yield pss;
            }
        };
    }
}
