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

    private final Duration grace;
    private volatile InForce inForce;

    /** Starts with these anchors; what is too old counts for nothing. */
    public CertificateChecker(TrustAnchors anchors) {
        this(anchors, Duration.ZERO);
    }

    /**
     * Starts with these anchors.
     *
     * @param grace how much longer than their maximum age revocation lists count for those who open or answer a channel;
     *     for commitment and encryption they do not
     */
    public CertificateChecker(TrustAnchors anchors, Duration grace) {
        this.grace = grace;
        this.inForce = new InForce(anchors, new ConcurrentHashMap<>());
    }

    /** Puts other anchors in force at once and forgets every verdict. */
    public synchronized void replace(TrustAnchors anchors) {
        inForce = new InForce(anchors, new ConcurrentHashMap<>());
    }

    /** Forgets every verdict: something that is asked beside the lists says another thing now. */
    public synchronized void forget() {
        replace(anchors());
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
        boolean channel = purpose == Purpose.TLS_CLIENT || purpose == Purpose.TLS_SERVER;
        CertificateStatus standing = check(chain, at, channel ? grace : Duration.ZERO);
        if (standing instanceof CertificateStatus.Good && !CertificateUse.permits(chain.getFirst(), purpose)) {
            return new CertificateStatus.WrongUse(purpose);
        }
        return standing;
    }

    /** Whether the certificate stands, whatever its use: chain, validity, revocation. */
    public CertificateStatus check(List<X509Certificate> chain, Instant at) {
        return check(chain, at, Duration.ZERO);
    }

    private CertificateStatus check(List<X509Certificate> chain, Instant at, Duration more) {
        if (chain.size() > MAXIMUM_PRESENTED || !chain.stream().allMatch(CertificateSize::isUsual)) {
            return new CertificateStatus.UnknownIssuer();
        }
        InForce now = inForce;
        var asked = new Asked(thumbprint(chain.getFirst()), more);
        Remembered remembered = now.remembered().get(asked);
        if (remembered != null && !at.isBefore(remembered.from()) && at.isBefore(remembered.until())) {
            return new CertificateStatus.Good(remembered.until());
        }
        CertificateStatus status = judge(chain, PathQuestion.of(now.anchors(), at, more));
        if (status instanceof CertificateStatus.Good(Instant until)) {
            if (now.remembered().size() >= MAXIMUM_REMEMBERED) {
                now.remembered().clear();
            }
            now.remembered().put(asked, new Remembered(at, until));
        }
        return status;
    }

    private static CertificateStatus judge(List<X509Certificate> chain, PathQuestion question) {
        var findings = new Findings();
        return PathFinder.find(chain, question, Optional.of(findings)).isEmpty()
                ? findings.failure().orElseGet(() -> outsideValidity(chain, question.anchors(), question.at()))
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

    static Digest thumbprint(X509Certificate certificate) {
        try {
            return Digest.sha256(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new TrustUnusable("a certificate cannot be encoded");
        }
    }

    private record InForce(TrustAnchors anchors, Map<Asked, Remembered> remembered) {}

    private record Asked(Digest thumbprint, Duration grace) {}

    private record Remembered(Instant from, Instant until) {}
}
