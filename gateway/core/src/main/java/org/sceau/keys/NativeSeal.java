package org.sceau.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import org.sceau.suites.KeySuite;

/** A seal whose key is in memory, computed by the native provider with random numbers of its own. */
final class NativeSeal implements Seal {
    private static final String PLATFORM = "SunEC";
    private static final byte[] PROBE = {1};

    private final Provider provider;
    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private NativeSeal(Provider provider, PrivateKey key, List<X509Certificate> chain) {
        this.provider = provider;
        this.key = key;
        this.chain = chain;
    }

    /**
     * The seal of a credential that {@link SoftwareSeal} has found to be one; empty when what the library signs does not verify
     * in Java.
     */
    static Optional<Seal> of(Provider provider, Credential credential) {
        try {
            var encoded = new PKCS8EncodedKeySpec(credential.key().reveal().getEncoded());
            PrivateKey own = KeyFactory.getInstance("EC", provider).generatePrivate(encoded);
            NativeSeal seal = new NativeSeal(provider, own, credential.chain());
            Signature verifier = Signature.getInstance(KeySuite.SEAL_SIGNATURE, PLATFORM);
            verifier.initVerify(credential.certificate().getPublicKey());
            verifier.update(PROBE);
            return verifier.verify(seal.sign(PROBE)) ? Optional.of(seal) : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance(KeySuite.SEAL_SIGNATURE, provider);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException | RuntimeException e) { // the library has failures of its own, unchecked
            throw new KeyUnusable("the seal does not sign: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public String toString() {
        return "NativeSeal[serial " + chain.getFirst().getSerialNumber().toString(16) + "]";
    }
}
