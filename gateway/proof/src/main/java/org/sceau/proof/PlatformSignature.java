package org.sceau.proof;

import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;

/** Asks the platform about a signature. What it refuses to look at is nobody's signature. */
final class PlatformSignature {
    private PlatformSignature() {}

    /** Whether {@code value} is a signature of {@code input} by {@code key}, by the algorithm of that name; never throws. */
    static boolean holds(String name, PublicKey key, byte[] input, byte[] value) {
        try {
            Signature verifier = Signature.getInstance(name);
            verifier.initVerify(key);
            verifier.update(input);
            return verifier.verify(value);
        } catch (GeneralSecurityException | ProviderException e) {
            return false;
        }
    }
}
