package org.sceau.keys;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and the certificates that vouch for its public half.
 *
 * @param key the private key
 * @param chain the key's certificate first, then its issuers as far as they are known, without the root
 */
public record Credential(Secret<PrivateKey> key, List<X509Certificate> chain) {

    /** Copies the chain; throws IllegalArgumentException when it is empty. */
    public Credential {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a credential needs a certificate");
        }
    }

    /** The key's own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Whether the private key is the certificate's and does what that is for; throws {@link TokenUnusable}. */
    public boolean fits() {
        return Probe.fits(key.reveal(), certificate());
    }

    @Override
    public String toString() {
        return "Credential[serial " + certificate().getSerialNumber().toString(16) + "]";
    }
}
