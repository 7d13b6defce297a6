package org.sceau.proof;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads certificates and revocation lists (RFC 5280) from DER and PEM (RFC 7468). */
final class Certificates {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private Certificates() {}

    static X509Certificate der(byte[] der) {
        return der(Part.CERTIFICATE, der);
    }

    static X509Certificate der(Part part, byte[] der) {
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            X509Certificate certificate = (X509Certificate) factory().generateCertificate(in);
            if (in.available() > 0) {
                throw unreadable(part);
            }
            return certificate;
        } catch (CertificateException | RuntimeException e) {
            // unchecked: the platform's DER decoder answers some malformed input so
            throw unreadable(part);
        }
    }

    /** All certificates of a PEM text; other blocks and comments are passed over. */
    static List<X509Certificate> pem(String text) {
        List<X509Certificate> certificates = new ArrayList<>();
        int begin = text.indexOf(BEGIN);
        while (begin >= 0) {
            int end = text.indexOf(END, begin);
            if (end < 0) {
                throw unreadable(Part.CERTIFICATE);
            }
            try {
                certificates.add(der(Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end))));
            } catch (IllegalArgumentException e) {
                throw unreadable(Part.CERTIFICATE);
            }
            begin = text.indexOf(BEGIN, end);
        }
        return certificates;
    }

    static X509CRL crl(byte[] derOrPem) {
        try {
            return (X509CRL) factory().generateCRL(new ByteArrayInputStream(derOrPem));
        } catch (CRLException | CertificateException | RuntimeException e) {
            // unchecked: as above
            throw unreadable(Part.CERTIFICATE);
        }
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }

    private static MalformedProof unreadable(Part part) {
        return new MalformedProof(part, Reason.CERTIFICATE_UNREADABLE, "");
    }
}
