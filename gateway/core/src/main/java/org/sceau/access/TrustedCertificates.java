package org.sceau.access;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * Judges certificates by the trust anchors and revocation lists in force. The chain that a peer presented is not needed:
 * authorities between a certificate and its root stand in {@code conf/trust}. Thread-safe.
 */
public final class TrustedCertificates implements CertificateChecker {
    private final org.sceau.trust.CertificateChecker checker;

    /** Judges with this checker. */
    public TrustedCertificates(org.sceau.trust.CertificateChecker checker) {
        this.checker = checker;
    }

    @Override
    public Standing check(X509Certificate certificate, Instant at) {
        return checker.check(List.of(certificate), at)
                .failure()
                .<Standing>map(Standing.Unusable::new)
                .orElseGet(Standing.Usable::new);
    }
}
