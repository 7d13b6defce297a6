package org.sceau.encryption;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.sceau.proof.Digest;
import org.sceau.suites.AgreementPublicKey;
import org.sceau.transfer.PartnerId;

/**
 * A reader's certificate for confidentiality, parsed once and kept: agreeing with the same point again is cheaper. Whether
 * it is still good is {@code trust}'s question, asked before. Thread-safe.
 */
public final class ReaderCertificate {
    private static final int KEY_AGREEMENT = 4;

    private final PartnerId partner;
    private final X509Certificate certificate;
    private final Digest thumbprint;
    private final AgreementPublicKey key;

    private ReaderCertificate(
            PartnerId partner, X509Certificate certificate, Digest thumbprint, AgreementPublicKey key) {
        this.partner = partner;
        this.certificate = certificate;
        this.thumbprint = thumbprint;
        this.key = key;
    }

    /** Empty when the certificate's key is neither P-256 nor X25519, or its key usage does not allow key agreement. */
    public static Optional<ReaderCertificate> of(PartnerId partner, X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[KEY_AGREEMENT]) {
            return Optional.empty();
        }
        return AgreementPublicKey.of(certificate.getPublicKey())
                .map(key -> new ReaderCertificate(partner, certificate, thumbprint(certificate), key));
    }

    /** Whose it is. */
    public PartnerId partner() {
        return partner;
    }

    /** The certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** SHA-256 of its DER. */
    public Digest thumbprint() {
        return thumbprint;
    }

    AgreementPublicKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "ReaderCertificate[" + partner + "]";
    }

    private static Digest thumbprint(X509Certificate certificate) {
        try {
            return Digest.sha256(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has its encoding", e);
        }
    }
}
