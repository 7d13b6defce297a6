package org.sceau.signature;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.sceau.document.SignerTrust;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.CertificateStatus;
import org.sceau.trust.ProfessionalQualities;
import org.sceau.trust.Purpose;

/**
 * Trusts authors whose certificates are good for commitment, both at the claimed time of signing and now: the claimed time
 * is the signer's own word, so a certificate revoked or expired since then proves nothing without a time-stamp.
 * Thread-safe.
 */
public final class AuthorSigners implements SignerTrust {
    /** How far ahead of ours a signer's clock may be. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final CertificateChecker checker;
    private final InstantSource clock;
    private final ProfessionalQualities qualities;

    /** Judges with this checker; {@code qualities} reads what a certificate proves of an author. */
    public AuthorSigners(CertificateChecker checker, ProfessionalQualities qualities, InstantSource clock) {
        this.checker = checker;
        this.qualities = qualities;
        this.clock = clock;
    }

    @Override
    public Standing judge(List<X509Certificate> chain, Instant when) {
        if (chain.isEmpty()) {
            return Standing.ABSENT;
        }
        Instant now = clock.instant();
        if (when.isAfter(now.plus(CLOCK_DIFFERENCE))) {
            return Standing.OUTDATED;
        }
        Standing then = at(chain, when);
        return then == Standing.TRUSTED ? at(chain, now) : then;
    }

    @Override
    public ProfessionalQuality quality(X509Certificate certificate) {
        return qualities.of(certificate).unrecorded();
    }

    private Standing at(List<X509Certificate> chain, Instant at) {
        return switch (checker.check(chain, Purpose.COMMITMENT, at)) {
            case CertificateStatus.Good _ -> Standing.TRUSTED;
            case CertificateStatus.Revoked _ -> Standing.REVOKED;
            case CertificateStatus.Expired _, CertificateStatus.NotYetValid _ -> Standing.OUTDATED;
            case CertificateStatus.WrongUse _ -> Standing.WRONG_USE;
            case CertificateStatus.AlgorithmRefused _ -> Standing.WEAK;
            case CertificateStatus.UnknownIssuer _ -> Standing.UNTRUSTED;
            case CertificateStatus.RevocationUnknown _ -> Standing.UNCHECKED;
        };
    }
}
