package org.sceau.signature.author;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.sceau.document.AuthorVerdict.Form;
import org.sceau.document.AuthorVerdict.Integrity;
import org.sceau.proof.Digest;
import org.sceau.proof.Indication;
import org.sceau.proof.MlDsa;
import org.sceau.trust.TrustAnchors;

/**
 * Judges CMS signatures with ML-DSA (RFC 9882), which the library does not know. Only the signature itself: detached
 * documents are compared by {@link Matching}, and whether the signer is trusted is asked afterwards, as of everybody.
 */
final class MlDsaValidator {
    /** ML-DSA-44, which is weaker than we ask for. */
    private static final String TOO_WEAK = "2.16.840.1.101.3.4.3.17";
    /** The digests that are as strong as the signature (RFC 9882 section 3.3, table 1), by the platform's names. */
    private static final Map<String, String> DIGESTS =
            Map.of("2.16.840.1.101.3.4.2.2", "SHA-384", "2.16.840.1.101.3.4.2.3", "SHA-512");

    private static final Set<String> STRONG_FOR_87 = Set.of("SHA-512");

    private static final Indication PASSED = new Indication("TOTAL-PASSED", "");
    private static final Indication BROKEN = new Indication("TOTAL-FAILED", "SIG_CRYPTO_FAILURE");
    private static final Indication ALTERED = new Indication("TOTAL-FAILED", "HASH_FAILURE");
    private static final Indication WEAK = new Indication("INDETERMINATE", "CRYPTO_CONSTRAINTS_FAILURE_NO_POE");
    private static final Indication UNSIGNED_NAME = new Indication("INDETERMINATE", "SIG_CONSTRAINTS_FAILURE");
    private static final Indication NO_CERTIFICATE = new Indication("INDETERMINATE", "NO_SIGNING_CERTIFICATE_FOUND");

    private final CMSSignedData cms;
    private final SignerInformation signer;
    private final List<X509Certificate> certificates;

    private MlDsaValidator(CMSSignedData cms, SignerInformation signer, List<X509Certificate> certificates) {
        this.cms = cms;
        this.signer = signer;
        this.certificates = certificates;
    }

    /** The outcome; empty when the signature is with another algorithm. */
    static Optional<Outcome> validate(Candidate candidate, TrustAnchors anchors) throws Unreadable {
        if (candidate.form() != Form.CADES) {
            return Optional.empty();
        }
        try {
            CMSSignedData cms = new CMSSignedData(candidate.document());
            SignerInformation signer =
                    cms.getSignerInfos().getSigners().iterator().next();
            String algorithm = signer.getEncryptionAlgOID();
            if (algorithm.equals(TOO_WEAK)) {
                return Optional.of(new Outcome(WEAK, Integrity.UNCHECKED, List.of(), claimed(signer)));
            }
            for (MlDsa known : MlDsa.values()) {
                if (known.oid().equals(algorithm)) {
                    List<X509Certificate> certificates = new ArrayList<>();
                    for (X509CertificateHolder holder : cms.getCertificates().getMatches(null)) {
                        certificates.add(Certificates.read(holder.getEncoded()));
                    }
                    certificates.addAll(anchors.intermediates());
                    certificates.addAll(anchors.anchors());
                    return Optional.of(new MlDsaValidator(cms, signer, certificates).judge(known));
                }
            }
            return Optional.empty();
        } catch (CMSException | IOException | RuntimeException | StackOverflowError hostile) {
            // the library throws what it likes for bytes that are not of its form
            throw Unreadable.hostile(hostile);
        }
    }

    private Outcome judge(MlDsa algorithm) throws IOException, Unreadable {
        Optional<X509Certificate> found = signerCertificate();
        if (found.isEmpty()) {
            return new Outcome(NO_CERTIFICATE, Integrity.UNCHECKED, List.of(), claimed(signer));
        }
        X509Certificate own = found.get();
        List<X509Certificate> chain = Certificates.chain(own, certificates);
        boolean signed = MlDsa.of(own.getPublicKey()).equals(Optional.of(algorithm))
                && algorithm.isSigned(own.getPublicKey(), input(), signer.getSignature());
        if (!signed) {
            return new Outcome(BROKEN, Integrity.BROKEN, chain, claimed(signer));
        }
        return new Outcome(indication(algorithm, own), Integrity.INTACT, chain, claimed(signer));
    }

    private Optional<X509Certificate> signerCertificate() throws IOException {
        for (X509Certificate certificate : certificates) {
            if (signer.getSID().match(holder(certificate))) {
                return Optional.of(certificate);
            }
        }
        return Optional.empty();
    }

    private static X509CertificateHolder holder(X509Certificate certificate) throws IOException {
        try {
            return new X509CertificateHolder(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate that was read has its encoding", e);
        }
    }

    /** RFC 5652 section 5.4: the signed attributes, or without any the content itself. */
    private byte[] input() throws IOException, Unreadable {
        byte[] attributes = signer.getEncodedSignedAttributes();
        return attributes == null ? content() : attributes;
    }

    private byte[] content() throws Unreadable {
        if (cms.getSignedContent() != null && cms.getSignedContent().getContent() instanceof byte[] content) {
            return content;
        }
        throw Unreadable.outsideRules();
    }

    private Indication indication(MlDsa algorithm, X509Certificate own) throws Unreadable {
        String digest = DIGESTS.getOrDefault(signer.getDigestAlgOID(), "");
        boolean strong = algorithm == MlDsa.ML_DSA_87 ? STRONG_FOR_87.contains(digest) : !digest.isEmpty();
        if (!strong) {
            return WEAK;
        }
        AttributeTable attributes = signer.getSignedAttributes();
        if (attributes == null) {
            return UNSIGNED_NAME;
        }
        requireProtected(attributes);
        if (cms.getSignedContent() != null && !isOverContent(attributes, digest)) {
            return ALTERED;
        }
        return names(attributes, own) ? PASSED : UNSIGNED_NAME;
    }

    /** RFC 6211: the algorithms outside of the signature are those inside, where they stand inside. */
    private void requireProtected(AttributeTable attributes) throws Unreadable {
        Optional<ASN1Encodable> inside = only(attributes, CMSAttributes.cmsAlgorithmProtect);
        if (inside.isPresent()) {
            CMSAlgorithmProtection named = CMSAlgorithmProtection.getInstance(inside.get());
            boolean same = named.getDigestAlgorithm().getAlgorithm().getId().equals(signer.getDigestAlgOID())
                    && named.getSignatureAlgorithm() != null
                    && named.getSignatureAlgorithm().getAlgorithm().getId().equals(signer.getEncryptionAlgOID());
            if (!same) {
                throw Unreadable.malformed();
            }
        }
    }

    private boolean isOverContent(AttributeTable attributes, String digest) throws Unreadable {
        Optional<ASN1Encodable> stated = only(attributes, CMSAttributes.messageDigest);
        Optional<ASN1Encodable> type = only(attributes, CMSAttributes.contentType);
        boolean typed = type.filter(
                        one -> one.toASN1Primitive().equals(new ASN1ObjectIdentifier(cms.getSignedContentTypeOID())))
                .isPresent();
        if (!typed || stated.isEmpty()) {
            throw Unreadable.malformed();
        }
        try {
            byte[] own = MessageDigest.getInstance(digest).digest(content());
            return MessageDigest.isEqual(
                    own, ASN1OctetString.getInstance(stated.get()).getOctets());
        } catch (GeneralSecurityException e) {
            throw Unreadable.outsideRules();
        }
    }

    /** EN 319 122-1 clause 5.2.2: the signer's certificate is among what is signed; by SHA-256, the default. */
    private static boolean names(AttributeTable attributes, X509Certificate own) throws Unreadable {
        Optional<ASN1Encodable> named = only(attributes, PKCSObjectIdentifiers.id_aa_signingCertificateV2);
        if (named.isEmpty()) {
            return false;
        }
        byte[] hash =
                SigningCertificateV2.getInstance(named.get()).getCerts()[0].getCertHash();
        try {
            return MessageDigest.isEqual(hash, Digest.sha256(own.getEncoded()).bytes());
        } catch (GeneralSecurityException e) {
            throw Unreadable.malformed();
        }
    }

    private static Optional<ASN1Encodable> only(AttributeTable attributes, ASN1ObjectIdentifier type)
            throws Unreadable {
        Attribute attribute = attributes.get(type);
        if (attribute == null) {
            return Optional.empty();
        }
        if (attributes.getAll(type).size() != 1 || attribute.getAttrValues().size() != 1) {
            throw Unreadable.malformed();
        }
        return Optional.of(attribute.getAttrValues().getObjectAt(0));
    }

    private static Optional<Instant> claimed(SignerInformation signer) throws Unreadable {
        return signer.getSignedAttributes() == null
                ? Optional.empty()
                : only(signer.getSignedAttributes(), CMSAttributes.signingTime)
                        .map(Time::getInstance)
                        .map(Time::getDate)
                        .map(Date::toInstant);
    }
}
