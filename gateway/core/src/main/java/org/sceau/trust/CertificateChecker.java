package org.sceau.trust;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sceau.proof.Digest;

/**
 * Judges certificates against the trust anchors in force. Thread-safe.
 *
 * <p>Guarantees: a certificate is good only when a path leads to an anchor, every certificate on it is valid and not
 * revoked according to a complete, fresh, authentic list of its issuer, and the use is stated in it. Whatever is missing
 * counts against the certificate. The network is never asked. What was found good is remembered by thumbprint until the
 * first certificate or list it rests on runs out, or the anchors are replaced; what was not found good is judged anew, for
 * it may depend on the chain that was presented.
 */
public final class CertificateChecker {
    /** Most certificates that a peer may present: a certificate, four authorities and the root. */
    private static final int MAXIMUM_PRESENTED = 6;
    /** Most verdicts remembered, about 200 bytes each: more than the partners and card holders of a large region. */
    private static final int MAXIMUM_REMEMBERED = 100_000;

    private volatile InForce inForce;

    /** Starts with these anchors. */
    public CertificateChecker(TrustAnchors anchors) {
        this.inForce = new InForce(anchors, new ConcurrentHashMap<>());
    }

    /** Puts other anchors in force at once and forgets every verdict. */
    public void replace(TrustAnchors anchors) {
        inForce = new InForce(anchors, new ConcurrentHashMap<>());
    }

    /** The anchors in force. */
    public TrustAnchors anchors() {
        return inForce.anchors();
    }

    /**
     * Whether the certificate can be relied on for {@code purpose}.
     *
     * @param chain the certificate first, then whatever the peer presented; not empty
     */
    public CertificateStatus check(List<X509Certificate> chain, Purpose purpose, Instant at) {
        CertificateStatus standing = check(chain, at);
        if (standing instanceof CertificateStatus.Good && !CertificateUse.permits(chain.getFirst(), purpose)) {
            return new CertificateStatus.WrongUse(purpose);
        }
        return standing;
    }

    /** Whether the certificate stands, whatever its use: chain, validity, revocation. */
    public CertificateStatus check(List<X509Certificate> chain, Instant at) {
        if (chain.size() > MAXIMUM_PRESENTED) {
            return new CertificateStatus.UnknownIssuer();
        }
        InForce now = inForce;
        Digest thumbprint = thumbprint(chain.getFirst());
        Remembered remembered = now.remembered().get(thumbprint);
        if (remembered != null && !at.isBefore(remembered.from()) && at.isBefore(remembered.until())) {
            return new CertificateStatus.Good(remembered.until());
        }
        CertificateStatus status = judge(chain, now.anchors(), at);
        if (status instanceof CertificateStatus.Good(Instant until)) {
            if (now.remembered().size() >= MAXIMUM_REMEMBERED) {
                now.remembered().clear();
            }
            now.remembered().put(thumbprint, new Remembered(at, until));
        }
        return status;
    }

    private static CertificateStatus judge(List<X509Certificate> chain, TrustAnchors anchors, Instant at) {
        var findings = new Findings();
        var question = PathQuestion.of(anchors, at, Duration.ZERO);
        return PathFinder.find(chain, question, Optional.of(findings)).isEmpty()
                ? findings.failure().orElseGet(() -> outsideValidity(chain, anchors, at))
                : new CertificateStatus.Good(findings.until());
    }

    /** Tells an outdated certificate of a known authority from an unknown one, by looking for its path in its own time. */
    private static CertificateStatus outsideValidity(List<X509Certificate> chain, TrustAnchors anchors, Instant at) {
        X509Certificate certificate = chain.getFirst();
        Instant notBefore = certificate.getNotBefore().toInstant();
        Instant notAfter = certificate.getNotAfter().toInstant();
        if (at.isBefore(notBefore) && valid(chain, anchors, notBefore)) {
            return new CertificateStatus.NotYetValid(notBefore);
        }
        for (X509Certificate authority : anchors.intermediates()) {
            Instant end = authority.getNotAfter().toInstant();
            notAfter = authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                    ? earliest(notAfter, end)
                    : notAfter;
        }
        boolean ended = at.isAfter(notAfter) && valid(chain, anchors, notAfter);
        return ended ? new CertificateStatus.Expired(notAfter) : new CertificateStatus.UnknownIssuer();
    }

    private static boolean valid(List<X509Certificate> chain, TrustAnchors anchors, Instant at) {
        return !PathFinder.find(chain, PathQuestion.of(anchors, at, Duration.ZERO), Optional.empty())
                .isEmpty();
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Digest thumbprint(X509Certificate certificate) {
        try {
            return Digest.sha256(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new TrustUnusable("a certificate cannot be encoded");
        }
    }

    private record InForce(TrustAnchors anchors, Map<Digest, Remembered> remembered) {}

    private record Remembered(Instant from, Instant until) {}
}
