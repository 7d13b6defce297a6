package org.sceau.signature.author;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationStore;
import org.bouncycastle.util.CollectionStore;
import org.sceau.document.AuthorVerdict.Form;

/** Reads CMS SignedData (RFC 5652) signer by signer: without unsigned attributes, revocation lists and other signers. */
final class CmsReader {
    private CmsReader() {}

    /** One candidate for each signer. */
    static List<Candidate> read(byte[] bytes) throws Unreadable {
        if (!BerForm.isSignedData(bytes) || !BerForm.isSound(bytes)) {
            throw Unreadable.malformed();
        }
        try {
            CMSSignedData cms = new CMSSignedData(bytes);
            List<byte[]> certificates = new ArrayList<>();
            for (X509CertificateHolder holder : cms.getCertificates().getMatches(null)) {
                certificates.add(holder.getEncoded());
            }
            Certificates.require(certificates);
            Collection<SignerInformation> signers = cms.getSignerInfos().getSigners();
            if (signers.isEmpty()) {
                throw Unreadable.malformed();
            }
            if (signers.size() > SignatureDocuments.MAXIMUM_SIGNATURES) {
                throw Unreadable.outsideRules();
            }
            List<Candidate> candidates = new ArrayList<>();
            for (SignerInformation signer : signers) {
                candidates.add(candidate(cms, signer));
            }
            return candidates;
        } catch (CMSException | IOException e) {
            throw Unreadable.malformed();
        }
    }

    private static Candidate candidate(CMSSignedData cms, SignerInformation signer)
            throws CMSException, IOException, Unreadable {
        SignerInformation bare = SignerInformation.replaceUnsignedAttributes(signer, null);
        CMSSignedData alone = CMSSignedData.replaceSigners(cms, new SignerInformationStore(List.of(bare)));
        byte[] document = CMSSignedData.replaceCertificatesAndCRLs(
                        alone,
                        cms.getCertificates(),
                        new CollectionStore<>(List.of()),
                        new CollectionStore<>(List.of()))
                .getEncoded();
        boolean attached = cms.getSignedContent() != null;
        return new Candidate(
                Form.CADES,
                document,
                attached ? Candidate.Signs.OWN_CONTENT : Candidate.Signs.OTHERS,
                attached ? List.of() : List.of(reference(signer)));
    }

    /** The one document that a detached signature is over, by the digest that it signs. */
    private static Reference reference(SignerInformation signer) throws Unreadable {
        DigestAlgorithm algorithm = Reference.algorithm(DigestAlgorithm::forOID, signer.getDigestAlgOID());
        Attribute attribute = signer.getSignedAttributes() == null
                ? null
                : signer.getSignedAttributes().get(CMSAttributes.messageDigest);
        if (attribute == null || attribute.getAttrValues().size() != 1) {
            throw Unreadable.outsideRules();
        }
        ASN1Encodable value = attribute.getAttrValues().getObjectAt(0);
        if (!(value.toASN1Primitive() instanceof ASN1OctetString digest)) {
            throw Unreadable.malformed();
        }
        return new Reference(Optional.empty(), algorithm, HexFormat.of().formatHex(digest.getOctets()));
    }
}
