package org.sceau.suites;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.util.BigIntegers;
import org.sceau.proof.Digest;

/**
 * The key of this process that signs access tokens: {@code ES256}, made at the start and kept in memory alone, so that nothing
 * is left to steal or to rotate; tokens end with it. Thread-safe.
 */
public final class TokenSigner {
    /** RFC 7518 section 3.4. */
    public static final String ALGORITHM = "ES256";

    private static final int COORDINATE_BYTES = 32;

    private final KeyPair keys;
    private final String id;

    /** Makes the key. */
    public TokenSigner(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(KeySuite.EC);
            generator.initialize(new ECGenParameterSpec(KeySuite.CURVE), random);
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the platform has P-256", e);
        }
        this.id = Digest.sha256(keys.getPublic().getEncoded()).base64Url();
    }

    /** JWS signature value, r and s. */
    public byte[] sign(byte[] input) {
        try {
            Signature signer = Signature.getInstance(KeySuite.SEAL_SIGNATURE);
            signer.initSign(keys.getPrivate());
            signer.update(input);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a P-256 key signs", e);
        }
    }

    /** With which others verify. */
    public JoseKey key() {
        return new JoseKey(Optional.of(id), Optional.of(ALGORITHM), keys.getPublic());
    }

    /** {@code kid}. */
    public String id() {
        return id;
    }

    /** The public key as JWK Set (RFC 7517 section 5). */
    public String jwks() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"alg\":\"" + ALGORITHM + "\",\"kid\":\""
                + id + "\",\"x\":\"" + coordinate(point.getAffineX()) + "\",\"y\":\"" + coordinate(point.getAffineY())
                + "\"}]}";
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = BigIntegers.asUnsignedByteArray(COORDINATE_BYTES, value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "TokenSigner[" + id + "]";
    }
}
