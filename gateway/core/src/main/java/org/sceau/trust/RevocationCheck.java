package org.sceau.trust;

import java.security.cert.CertPathValidatorException;
import java.security.cert.Certificate;
import java.security.cert.PKIXCertPathChecker;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sceau.proof.AlgorithmPolicy;

/**
 * Judges each certificate of a path while the platform builds it, from below the anchor to the end: a path that fails here
 * makes the platform look for another one. What was found lies in the {@link Findings}, which its copies share, for the
 * platform copies checkers.
 */
final class RevocationCheck extends PKIXCertPathChecker {
    private final PathQuestion asked;
    private final Findings findings;
    private PathQuestion question;
    private @Nullable X509Certificate above;

    RevocationCheck(PathQuestion question, Findings findings) {
        this.asked = question;
        this.question = question;
        this.findings = findings;
    }

    @Override
    public void init(boolean forward) throws CertPathValidatorException {
        if (forward) {
            throw new CertPathValidatorException("revocation is judged from the anchor on");
        }
        above = null;
        question = asked;
        findings.restart();
    }

    @Override
    public boolean isForwardCheckingSupported() {
        return false;
    }

    @Override
    public @Nullable Set<String> getSupportedExtensions() {
        return null;
    }

    @Override
    public void check(Certificate certificate, @Nullable Collection<String> unresolved)
            throws CertPathValidatorException {
        if (!(certificate instanceof X509Certificate x509)) {
            throw new CertPathValidatorException("a certificate is of another kind");
        }
        if (above == null) {
            question = asked.endingAt(asked.anchorsOf(x509));
        }
        List<X509Certificate> issuers = above == null ? question.roots() : List.of(above);
        above = x509;
        CertificateStatus status = algorithms(x509, issuers);
        if (!(status instanceof CertificateStatus.Good(var until))) {
            findings.failed(status);
            throw new CertPathValidatorException("a certificate of the path does not stand");
        }
        findings.good(until);
    }

    private CertificateStatus algorithms(X509Certificate certificate, List<X509Certificate> issuers) {
        if (question.anchors().rules().algorithms()
                && AlgorithmPolicy.against(certificate).isPresent()) {
            return new CertificateStatus.AlgorithmRefused(certificate.getSigAlgName());
        }
        return RevocationRules.judge(certificate, issuers, question);
    }
}
