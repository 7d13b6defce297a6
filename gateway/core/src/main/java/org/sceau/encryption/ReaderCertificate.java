package org.sceau.encryption;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sceau.proof.Digest;
import org.sceau.suites.AgreementPublicKey;
import org.sceau.suites.KemPublicKey;
import org.sceau.suites.ReaderPublicKey;
import org.sceau.transfer.PartnerId;

/**
 * A reader's certificate for confidentiality, parsed once and kept: agreeing with the same point again is cheaper. Whether
 * it is still good is {@code trust}'s question, asked before. Thread-safe.
 */
public final class ReaderCertificate {
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    private final PartnerId partner;
    private final X509Certificate certificate;
    private final Digest thumbprint;
    private final ReaderPublicKey key;

    private ReaderCertificate(PartnerId partner, X509Certificate certificate, Digest thumbprint, ReaderPublicKey key) {
        this.partner = partner;
        this.certificate = certificate;
        this.thumbprint = thumbprint;
        this.key = key;
    }

    /** Empty when nothing is wrapped for keys of the certificate's kind, or its key usage does not allow it. */
    public static Optional<ReaderCertificate> of(PartnerId partner, X509Certificate certificate) {
        return ReaderPublicKey.of(certificate.getPublicKey())
                .filter(key -> permits(certificate, key))
                .map(key -> new ReaderCertificate(partner, certificate, thumbprint(certificate), key));
    }

    /** Where a usage is stated: keyAgreement (RFC 5480), or keyEncipherment and nothing else (RFC 9935 section 5). */
    private static boolean permits(X509Certificate certificate, ReaderPublicKey key) {
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null) {
            return true;
        }
        return switch (key) {
            case AgreementPublicKey _ -> usage[KEY_AGREEMENT];
            case KemPublicKey _ ->
                IntStream.range(0, usage.length).allMatch(bit -> usage[bit] == (bit == KEY_ENCIPHERMENT));
        };
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

    ReaderPublicKey key() {
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
