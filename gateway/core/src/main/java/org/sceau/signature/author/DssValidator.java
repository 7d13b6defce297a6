package org.sceau.signature.author;

import eu.europa.esig.dss.cades.validation.CMSDocumentValidator;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.enumerations.SubIndication;
import eu.europa.esig.dss.enumerations.TokenExtractionStrategy;
import eu.europa.esig.dss.enumerations.ValidationLevel;
import eu.europa.esig.dss.jades.validation.JWSSerializationDocumentValidator;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.policy.ValidationPolicy;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.policy.ValidationPolicyFacade;
import eu.europa.esig.dss.spi.policy.SignaturePolicyProvider;
import eu.europa.esig.dss.spi.signature.AdvancedSignature;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import eu.europa.esig.dss.xades.validation.XMLDocumentValidator;
import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.sceau.document.AuthorVerdict.Integrity;
import org.sceau.proof.Indication;
import org.sceau.trust.TrustAnchors;
import org.xml.sax.SAXException;

/**
 * Validates with DSS under our policy, without network: no loader of policies, no source of issuers, lists or answers is
 * ever given to it. Revocation is not its business. Thread-safe.
 */
final class DssValidator {
    private final ValidationPolicy policy;

    DssValidator() {
        PlatformProviders.keep();
        try (InputStream in = DssValidator.class.getResourceAsStream("policy.xml")) {
            policy = ValidationPolicyFacade.newFacade().getValidationPolicy(in);
        } catch (IOException | JAXBException | XMLStreamException | SAXException e) {
            throw new IllegalStateException("the program's policy for authors' signatures cannot be read", e);
        }
    }

    /** Judges one signature over what was found; whatever the library makes of hostile bytes is a verdict. */
    Outcome validate(Candidate candidate, List<DSSDocument> found, TrustAnchors anchors, Instant at) throws Unreadable {
        try {
            return judge(candidate, found, anchors, at);
        } catch (RuntimeException | StackOverflowError hostile) {
            // the library throws what it likes for bytes that are not of its form; what it says may quote them
            throw Unreadable.hostile(hostile);
        }
    }

    private Outcome judge(Candidate candidate, List<DSSDocument> found, TrustAnchors anchors, Instant at)
            throws Unreadable {
        SignedDocumentValidator validator = validator(candidate);
        validator.setCertificateVerifier(verifier(anchors));
        validator.setSignaturePolicyProvider(new SignaturePolicyProvider());
        validator.setValidationLevel(ValidationLevel.BASIC_SIGNATURES);
        validator.setTokenExtractionStrategy(TokenExtractionStrategy.NONE);
        validator.setEnableEtsiValidationReport(false);
        validator.setIncludeSemantics(false);
        validator.setValidationTime(Date.from(at));
        validator.setDetachedContents(found);
        Reports reports = validator.validateDocument(policy);
        List<AdvancedSignature> signatures = validator.getSignatures();
        if (signatures.size() != 1) {
            throw Unreadable.malformed();
        }
        AdvancedSignature signature = signatures.getFirst();
        Indication indication = indication(reports, signature.getId());
        return new Outcome(
                indication,
                integrity(reports.getDiagnosticData().getSignatureById(signature.getId()), indication),
                chain(signature),
                Optional.ofNullable(signature.getSigningTime()).map(Date::toInstant));
    }

    private static SignedDocumentValidator validator(Candidate candidate) {
        var document = new InMemoryDocument(candidate.document());
        return switch (candidate.form()) {
            case CADES -> new CMSDocumentValidator(document);
            case XADES -> new XMLDocumentValidator(document);
            case JADES, JWS -> new JWSSerializationDocumentValidator(document);
        };
    }

    private static CommonCertificateVerifier verifier(TrustAnchors anchors) {
        var roots = new CommonTrustedCertificateSource();
        anchors.anchors().forEach(root -> roots.addCertificate(new CertificateToken(root)));
        var intermediates = new CommonCertificateSource();
        anchors.intermediates().forEach(one -> intermediates.addCertificate(new CertificateToken(one)));
        var verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(roots);
        verifier.setAdjunctCertSources(intermediates);
        verifier.setAIASource(null);
        verifier.setCrlSource(null);
        verifier.setOcspSource(null);
        return verifier;
    }

    private static Indication indication(Reports reports, String id) {
        SubIndication sub = reports.getSimpleReport().getSubIndication(id);
        return new Indication(
                switch (reports.getSimpleReport().getIndication(id)) {
                    case TOTAL_PASSED, PASSED -> "TOTAL-PASSED";
                    case TOTAL_FAILED, FAILED -> "TOTAL-FAILED";
                    default -> "INDETERMINATE";
                },
                sub == null ? "" : sub.name());
    }

    /** Without what it is over, or without a certificate, a signature that is not intact was not checked. */
    private static Integrity integrity(SignatureWrapper signature, Indication indication) {
        if (signature.isSignatureIntact()) {
            return Integrity.INTACT;
        }
        boolean checked = indication.main().equals("TOTAL-FAILED") && signature.getSigningCertificate() != null;
        return checked ? Integrity.BROKEN : Integrity.UNCHECKED;
    }

    private static List<X509Certificate> chain(AdvancedSignature signature) throws Unreadable {
        CertificateToken signer = signature.getSigningCertificateToken();
        if (signer == null) {
            return List.of();
        }
        List<X509Certificate> others = new ArrayList<>();
        for (CertificateToken token : signature.getCertificates()) {
            others.add(Certificates.read(token.getEncoded()));
        }
        return Certificates.chain(Certificates.read(signer.getEncoded()), others);
    }
}
