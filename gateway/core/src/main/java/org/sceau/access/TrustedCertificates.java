package org.sceau.access;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.sceau.trust.Purpose;

/**
 * Judges certificates by the trust anchors and revocation lists in force. The chain that a peer presented is not needed:
 * authorities between a certificate and its root stand in {@code conf/trust}. Thread-safe.
 */
public final class TrustedCertificates implements CertificateChecker {
    private final org.sceau.trust.CertificateChecker checker;
    private final Purpose purpose;

    private TrustedCertificates(org.sceau.trust.CertificateChecker checker, Purpose purpose) {
        this.checker = checker;
        this.purpose = purpose;
    }

    /** Judges who opens a channel, with the grace that channels have. */
    public static TrustedCertificates ofCallers(org.sceau.trust.CertificateChecker checker) {
        return new TrustedCertificates(checker, Purpose.TLS_CLIENT);
    }

    /** Judges whose key is encrypted for, without grace. */
    public static TrustedCertificates ofReaders(org.sceau.trust.CertificateChecker checker) {
        return new TrustedCertificates(checker, Purpose.ENCRYPTION);
    }

    @Override
    public Standing check(X509Certificate certificate, Instant at) {
        return checker.check(List.of(certificate), purpose, at)
                .failure()
                .<Standing>map(Standing.Unusable::new)
                .orElseGet(Standing.Usable::new);
    }
}
