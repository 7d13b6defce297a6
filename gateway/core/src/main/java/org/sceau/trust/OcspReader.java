package org.sceau.trust;

import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.operator.DefaultSignatureNameFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.sceau.proof.AlgorithmPolicy;
import org.sceau.suites.KeySuite;

/**
 * Reads a responder's answer. It counts when it is signed by the certificate's issuer, or by a responder that the issuer
 * itself certified for that (RFC 6960, section 4.2.2.2) and that needs no revocation checking itself (section 4.2.2.2.1).
 */
final class OcspReader {
    private static final String OCSP_SIGNING = "1.3.6.1.5.5.7.3.9";
    private static final String NO_CHECK = "1.3.6.1.5.5.7.48.1.5";
    /** How far ahead of ours a responder's clock may be. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
    /** Most certificates in an answer that are looked at. */
    private static final int MAXIMUM_CERTIFICATES = 4;

    private final OcspQuestion question;
    private final Instant now;

    private OcspReader(OcspQuestion question, Instant now) {
        this.question = question;
        this.now = now;
    }

    /** Reads and verifies; throws {@link TrustUnusable} when it does not answer the question. */
    static OcspAnswer read(byte[] answer, OcspQuestion question, Instant now) {
        return read(answer, question, Optional.of(now));
    }

    /**
     * Reads and verifies one that was read before, as of when it was made: since then it, and its signer's certificate, may
     * have come to their end.
     */
    static OcspAnswer kept(byte[] answer, OcspQuestion question) {
        return read(answer, question, Optional.empty());
    }

    private static OcspAnswer read(byte[] answer, OcspQuestion question, Optional<Instant> now) {
        try {
            BasicOCSPResp basic = basic(answer);
            return new OcspReader(
                            question, now.orElseGet(() -> basic.getProducedAt().toInstant()))
                    .read(basic);
        } catch (TrustUnusable e) {
            throw e;
        } catch (IOException | OCSPException | OperatorCreationException | CertificateException | RuntimeException e) {
            // unchecked: the decoder answers some malformed input so
            throw no("cannot be decoded");
        }
    }

    private static BasicOCSPResp basic(byte[] answer) throws IOException, OCSPException {
        var response = new OCSPResp(answer);
        if (response.getStatus() != OCSPResp.SUCCESSFUL
                || !(response.getResponseObject() instanceof BasicOCSPResp basic)) {
            throw no("is none");
        }
        return basic;
    }

    private OcspAnswer read(BasicOCSPResp basic)
            throws IOException, OCSPException, OperatorCreationException, CertificateException {
        if (!signed(basic)) {
            throw no("is not signed by who may");
        }
        for (SingleResp single : basic.getResponses()) {
            if (single.getCertID()
                            .getSerialNumber()
                            .equals(question.certificate().getSerialNumber())
                    && single.getCertID().matchesIssuer(issuer(), OcspQuestion.digests())) {
                return answer(single);
            }
        }
        throw no("is about other certificates");
    }

    private OcspAnswer answer(SingleResp single) {
        Instant issued = single.getThisUpdate().toInstant();
        Optional<Instant> next =
                Optional.<Date>ofNullable(single.getNextUpdate()).map(Date::toInstant);
        if (issued.isAfter(now.plus(CLOCK_DIFFERENCE))
                || next.filter(end -> !now.isBefore(end)).isPresent()) {
            throw no("is of another time");
        }
        // the library's word for good is null
        Optional<CertificateStatus> status = Optional.ofNullable(single.getCertStatus());
        return new OcspAnswer(status.map(OcspReader::said).orElseGet(OcspAnswer.Said.Good::new), issued, next, now);
    }

    private static OcspAnswer.Said said(CertificateStatus status) {
        if (!(status instanceof RevokedStatus revoked)) {
            return new OcspAnswer.Said.Unknown();
        }
        int reason = revoked.hasRevocationReason() ? revoked.getRevocationReason() : 0;
        return new OcspAnswer.Said.Revoked(
                new SerialIndex.Entry(revoked.getRevocationTime().toInstant(), Reasons.known(reason) ? reason : 0));
    }

    private boolean signed(BasicOCSPResp basic) throws CertificateException {
        String algorithm = new DefaultSignatureNameFinder().getAlgorithmName(basic.getSignatureAlgorithmID());
        if (KeySuite.isBrokenSignature(algorithm)
                || !AlgorithmPolicy.isSpelled(basic.getSignatureAlgOID().getId(), basic.getSignature())) {
            return false;
        }
        List<X509Certificate> signers = new ArrayList<>(List.of(question.issuer()));
        for (X509CertificateHolder holder : basic.getCerts()) {
            if (signers.size() <= MAXIMUM_CERTIFICATES) {
                X509Certificate signer = new JcaX509CertificateConverter().getCertificate(holder);
                if (mayAnswer(signer)) {
                    signers.add(signer);
                }
            }
        }
        for (X509Certificate signer : signers) {
            if (signed(basic, signer)) {
                return true;
            }
        }
        return false;
    }

    private static boolean signed(BasicOCSPResp basic, X509Certificate signer) {
        try {
            return basic.isSignatureValid(new JcaContentVerifierProviderBuilder().build(signer.getPublicKey()));
        } catch (OCSPException | OperatorCreationException _) {
            // a key of another family
            return false;
        }
    }

    private boolean mayAnswer(X509Certificate signer) throws CertificateParsingException {
        return CertificateSize.isUsual(signer)
                && AlgorithmPolicy.against(signer).isEmpty()
                && signer.getExtendedKeyUsage() != null
                && signer.getExtendedKeyUsage().contains(OCSP_SIGNING)
                && signer.getExtensionValue(NO_CHECK) != null
                && !now.isBefore(signer.getNotBefore().toInstant())
                && !now.isAfter(signer.getNotAfter().toInstant())
                && OcspQuestion.issued(question.issuer(), signer);
    }

    private X509CertificateHolder issuer() throws IOException, CertificateException {
        return new X509CertificateHolder(question.issuer().getEncoded());
    }

    private static TrustUnusable no(String what) {
        return new TrustUnusable("a responder's answer " + what);
    }
}
