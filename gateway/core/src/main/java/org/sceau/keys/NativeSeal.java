package org.sceau.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import org.sceau.suites.KeySuite;

/** A seal whose key is in memory, computed by the native provider with random numbers of its own. */
final class NativeSeal implements Seal {
    private final Provider provider;
    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private NativeSeal(Provider provider, PrivateKey key, List<X509Certificate> chain) {
        this.provider = provider;
        this.key = key;
        this.chain = chain;
    }

    /** The seal of a credential that {@link SoftwareSeal} has found to be one. */
    static NativeSeal of(Provider provider, Credential credential) {
        try {
            var encoded = new PKCS8EncodedKeySpec(credential.key().reveal().getEncoded());
            PrivateKey own = KeyFactory.getInstance("EC", provider).generatePrivate(encoded);
            return new NativeSeal(provider, own, credential.chain());
        } catch (GeneralSecurityException e) {
            throw new KeyUnusable("the seal is refused by " + provider.getName());
        }
    }

    @Override
    public byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance(KeySuite.SEAL_SIGNATURE, provider);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
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
