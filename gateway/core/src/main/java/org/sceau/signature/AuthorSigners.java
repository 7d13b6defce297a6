package org.sceau.signature;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.sceau.document.SignerTrust;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.CertificateStatus;
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

    /** Judges with this checker. */
    public AuthorSigners(CertificateChecker checker, InstantSource clock) {
        this.checker = checker;
        this.clock = clock;
    }

    @Override
    public Standing judge(List<X509Certificate> chain, Instant when) {
        Instant now = clock.instant();
        boolean trusted =
                !chain.isEmpty() && !when.isAfter(now.plus(CLOCK_DIFFERENCE)) && good(chain, when) && good(chain, now);
        return trusted ? Standing.TRUSTED : Standing.UNTRUSTED;
    }

    private boolean good(List<X509Certificate> chain, Instant at) {
        return checker.check(chain, Purpose.COMMITMENT, at) instanceof CertificateStatus.Good;
    }
}
