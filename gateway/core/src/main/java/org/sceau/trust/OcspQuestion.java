package org.sceau.trust;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * A question about one certificate (RFC 6960, section 4.1). The identifier is by SHA-1, which every responder knows
 * (RFC 5019) and which nothing is proved by: an answer is about the certificate whose names, key and number it repeats.
 *
 * @param certificate asked about
 * @param issuer of it
 * @param id by which the responder knows it
 */
record OcspQuestion(X509Certificate certificate, X509Certificate issuer, CertificateID id) {
    private static final String ACCESS = "1.3.6.1.5.5.7.1.1";

    /** About a certificate whose issuer is among {@code authorities}; empty when it is not. */
    static Optional<OcspQuestion> about(X509Certificate certificate, List<X509Certificate> authorities) {
        return authorities.stream()
                .filter(authority -> issued(authority, certificate))
                .findFirst()
                .map(issuer -> about(certificate, issuer));
    }

    private static OcspQuestion about(X509Certificate certificate, X509Certificate issuer) {
        try {
            var id = new CertificateID(
                    digests().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(issuer),
                    certificate.getSerialNumber());
            return new OcspQuestion(certificate, issuer, id);
        } catch (OCSPException | OperatorCreationException | CertificateEncodingException e) {
            throw new TrustUnusable("the platform asks no responders");
        }
    }

    byte[] encoded() {
        try {
            return new OCSPReqBuilder().addRequest(id).build().getEncoded();
        } catch (OCSPException | IOException e) {
            throw new TrustUnusable("the platform asks no responders");
        }
    }

    /** The responder that the certificate names, over HTTP; empty when it names none. */
    Optional<URI> address() {
        byte[] wrapped = certificate.getExtensionValue(ACCESS);
        if (wrapped == null) {
            return Optional.empty();
        }
        try {
            var access = AuthorityInformationAccess.getInstance(
                    ASN1OctetString.getInstance(wrapped).getOctets());
            for (AccessDescription description : access.getAccessDescriptions()) {
                String text = description.getAccessLocation().getName().toString();
                if (description.getAccessMethod().equals(AccessDescription.id_ad_ocsp)
                        && description.getAccessLocation().getTagNo() == GeneralName.uniformResourceIdentifier
                        && (text.startsWith("http://") || text.startsWith("https://"))) {
                    return Optional.of(URI.create(text));
                }
            }
        } catch (IllegalArgumentException | IllegalStateException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    static DigestCalculatorProvider digests() throws OperatorCreationException {
        return new JcaDigestCalculatorProviderBuilder().build();
    }

    /** Whether {@code authority} issued it. */
    static boolean issued(X509Certificate authority, X509Certificate certificate) {
        try {
            if (authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                certificate.verify(authority.getPublicKey());
                return true;
            }
        } catch (GeneralSecurityException | RuntimeException _) {
            return false;
        }
        return false;
    }
}
