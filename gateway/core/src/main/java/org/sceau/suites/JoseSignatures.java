package org.sceau.suites;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** Verifies signatures by the algorithm names of JOSE (RFC 7518 section 3.1, RFC 8037). Never symmetric ones, never none. */
public final class JoseSignatures {
    /** Shorter RSA keys are taken for no signature at all (ANSSI, RGS B1; NIST SP 800-57). */
    public static final int SMALLEST_RSA_BITS = 2048;

    /** What came of it. */
    public enum Outcome {
        INTACT,
        BROKEN,
        /** The algorithm is not one of ours, or the key is not one for it. */
        UNSUPPORTED
    }

    private JoseSignatures() {}

    /** Whether {@code signature} is that of {@code input} under {@code key}. */
    public static Outcome verify(String algorithm, PublicKey key, byte[] input, byte[] signature) {
        if (!suits(algorithm, key)) {
            return Outcome.UNSUPPORTED;
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
            case "ES256" -> curveBits(key) == 256;
            case "ES384" -> curveBits(key) == 384;
            case "ES512" -> curveBits(key) == 521;
            case "RS256", "RS384", "RS512", "PS256", "PS384", "PS512" ->
                key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= SMALLEST_RSA_BITS;
            case "EdDSA", "Ed25519" ->
                key.getAlgorithm().equals("EdDSA") || key.getAlgorithm().equals("Ed25519");
            default -> false;
        };
    }

    private static int curveBits(PublicKey key) {
        return key instanceof ECPublicKey curve ? curve.getParams().getOrder().bitLength() : 0;
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
