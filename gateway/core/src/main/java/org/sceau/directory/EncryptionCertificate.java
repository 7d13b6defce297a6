package org.sceau.directory;

import java.security.cert.X509Certificate;

/** A certificate for whose key documents may be encrypted for a holder: it was judged. Made by {@link RecipientKeys} only. */
public final class EncryptionCertificate {
    private final Identifier holder;
    private final X509Certificate certificate;

    EncryptionCertificate(Identifier holder, X509Certificate certificate) {
        this.holder = holder;
        this.certificate = certificate;
    }

    /** Whose it is. */
    public Identifier holder() {
        return holder;
    }

    /** The certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    @Override
    public String toString() {
        return "EncryptionCertificate[" + holder + "]";
    }
}
