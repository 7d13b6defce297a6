package org.sceau.access;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.sceau.trust.CertificateStatus;
import org.sceau.trust.Purpose;

/**
 * Judges certificates by the trust anchors and revocation lists in force. The chain that a peer presented is not needed:
 * authorities between a certificate and its root stand in {@code conf/trust}. Thread-safe.
 */
public final class TrustedCertificates implements CertificateChecker {
    private final Judging judging;

    /** Judges with this checker, without grace, whatever the certificate's use. */
    public TrustedCertificates(org.sceau.trust.CertificateChecker checker) {
        this(checker::check);
    }

    private TrustedCertificates(Judging judging) {
        this.judging = judging;
    }

    /** Judges who opens a channel, with the grace that channels have. */
    public static TrustedCertificates ofCallers(org.sceau.trust.CertificateChecker checker) {
        return new TrustedCertificates((chain, at) -> checker.check(chain, Purpose.TLS_CLIENT, at));
    }

    @Override
    public Standing check(X509Certificate certificate, Instant at) {
        return judging.judge(List.of(certificate), at)
                .failure()
                .<Standing>map(Standing.Unusable::new)
                .orElseGet(Standing.Usable::new);
    }

    @FunctionalInterface
    private interface Judging {
        CertificateStatus judge(List<X509Certificate> chain, Instant at);
    }
}
