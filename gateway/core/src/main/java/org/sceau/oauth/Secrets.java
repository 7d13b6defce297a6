package org.sceau.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.sceau.proof.Digest;

/** Words that are given out once and kept as their digests only: looking one up tells nothing by the time it takes. */
final class Secrets {
    private static final int BYTES = 32;
    /** RFC 7636 section 4.1. */
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private Secrets() {}

    /** 256 random bits, 43 characters. */
    static String draw(SecureRandom random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    static Digest hash(String word) {
        return Digest.sha256(word.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a verifier fits a challenge of S256 (RFC 7636 section 4.6), in constant time. */
    static boolean fits(String verifier, String challenge) {
        return VERIFIER.matcher(verifier).matches()
                && MessageDigest.isEqual(
                        hash(verifier).base64Url().getBytes(StandardCharsets.US_ASCII),
                        challenge.getBytes(StandardCharsets.US_ASCII));
    }
}
