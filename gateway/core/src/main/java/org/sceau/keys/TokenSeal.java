package org.sceau.keys;

import java.security.cert.X509Certificate;
import java.util.List;
import org.sceau.suites.HeldKey;
import org.sceau.suites.KeySuite;

/** A seal whose key is in a token; throws {@link TokenUnusable} while that is away. */
record TokenSeal(HeldKey key, List<X509Certificate> chain) implements Seal {

    @Override
    public byte[] sign(byte[] input) {
        return key.sign(KeySuite.SEAL_SIGNATURE, input);
    }

    @Override
    public String toString() {
        return "TokenSeal[serial " + chain.getFirst().getSerialNumber().toString(16) + "]";
    }
}
