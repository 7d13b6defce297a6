package org.sceau.timestamp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;

/**
 * Brings a token as authorities send it into the one form that a receipt carries: DER, without what nothing covers
 * (unsigned attributes, revocation lists, certificates beside the path, the root). Not a byte that is signed changes.
 */
final class TokenForm {
    private TokenForm() {}

    /** Throws unchecked exceptions of Bouncy Castle when it is no SignedData with one signer. */
    static byte[] strict(ContentInfo token) throws IOException {
        SignedData sent = SignedData.getInstance(token.getContent());
        require(token.getContentType().equals(CMSObjectIdentifiers.signedData));
        require(sent.getVersion().hasValue(3) && sent.getSignerInfos().size() == 1);
        SignerInfo signer = SignerInfo.getInstance(sent.getSignerInfos().getObjectAt(0));
        require(signer.getVersion().hasValue(1) && announces(sent, signer));
        SignerInfo kept = new SignerInfo(
                signer.getSID(),
                signer.getDigestAlgorithm(),
                signer.getAuthenticatedAttributes(),
                signer.getDigestEncryptionAlgorithm(),
                signer.getEncryptedDigest(),
                (ASN1Set) null);
        ContentInfo content = sent.getEncapContentInfo();
        require(content.getContentType().equals(PKCSObjectIdentifiers.id_ct_TSTInfo));
        byte[] stated = ASN1OctetString.getInstance(content.getContent()).getOctets();
        SignedData strict = new SignedData(
                new DERSet(signer.getDigestAlgorithm()),
                new ContentInfo(PKCSObjectIdentifiers.id_ct_TSTInfo, new DEROctetString(stated)),
                path(sent, signer),
                null,
                new DERSet(kept));
        return new ContentInfo(CMSObjectIdentifiers.signedData, strict).getEncoded(ASN1Encoding.DER);
    }

    private static boolean announces(SignedData sent, SignerInfo signer) {
        for (ASN1Encodable algorithm : sent.getDigestAlgorithms()) {
            if (AlgorithmIdentifier.getInstance(algorithm)
                    .getAlgorithm()
                    .equals(signer.getDigestAlgorithm().getAlgorithm())) {
                return true;
            }
        }
        return false;
    }

    private static void require(boolean form) throws IOException {
        if (!form) {
            throw new IOException("not the form of a time-stamp");
        }
    }

    /** The signer's certificate and those above it, but for the root: whom it leads to, the verifier's anchors say. */
    private static ASN1Set path(SignedData sent, SignerInfo signer) {
        List<Certificate> left = new ArrayList<>();
        if (sent.getCertificates() != null) {
            for (ASN1Encodable certificate : sent.getCertificates()) {
                left.add(Certificate.getInstance(certificate));
            }
        }
        IssuerAndSerialNumber own =
                IssuerAndSerialNumber.getInstance(signer.getSID().getId());
        ASN1EncodableVector path = new ASN1EncodableVector();
        Optional<Certificate> next = left.stream()
                .filter(one -> one.getIssuer().equals(own.getName())
                        && one.getSerialNumber().equals(own.getSerialNumber()))
                .findFirst();
        while (next.isPresent()) {
            Certificate certificate = next.get();
            path.add(certificate);
            left.remove(certificate);
            next = left.stream()
                    .filter(one -> one.getSubject().equals(certificate.getIssuer())
                            && !one.getSubject().equals(one.getIssuer()))
                    .findFirst();
        }
        return new DERSet(path);
    }
}
