package org.sceau.app;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.sceau.suites.TokenSigner;

/** JWTs for tests, good and bad. */
public final class SignedJwt {
    private SignedJwt() {}

    /** A new key. */
    public static KeyPair keys(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** With the hash {@code SHA256} or another. */
    public static String of(String header, String claims, PrivateKey key, String hash) {
        try {
            Signature signer = Signature.getInstance(hash + "withECDSAinP1363Format");
            signer.initSign(key);
            signer.update(input(header, claims).getBytes(StandardCharsets.US_ASCII));
            return input(header, claims) + "." + url(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** With the key that a header names. */
    public static String of(String claims, TokenSigner signer) {
        String input = input("{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + signer.id() + "\"}", claims);
        return input + "." + url(signer.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String input(String header, String claims) {
        return url(header.getBytes(StandardCharsets.UTF_8)) + "." + url(claims.getBytes(StandardCharsets.UTF_8));
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
