package org.sceau.signature.author;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.sceau.trust.CertificateSize;

/** The certificates that a signature carries, by the platform's parser, before another one sees them. */
final class Certificates {
    /** A signer, its authorities, and as many again of others' (attributes, cross-certificates). */
    private static final int MAXIMUM = 16;
    /** Most that are presented with a signer; what {@link org.sceau.trust.CertificateChecker} takes. */
    private static final int MAXIMUM_CHAIN = 6;

    private Certificates() {}

    /** Refuses more than the limit, unusual sizes, and what is no certificate. */
    static void require(List<byte[]> encoded) throws Unreadable {
        if (encoded.size() > MAXIMUM) {
            throw Unreadable.outsideRules();
        }
        for (byte[] one : encoded) {
            if (!CertificateSize.isUsual(read(one))) {
                throw Unreadable.outsideRules();
            }
        }
    }

    static X509Certificate read(byte[] encoded) throws Unreadable {
        try {
            if (CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded))
                    instanceof X509Certificate certificate) {
                return certificate;
            }
            throw Unreadable.malformed();
        } catch (CertificateException e) {
            throw Unreadable.malformed();
        }
    }

    /** The signer's certificate, then those of {@code others} that lead upwards from it. */
    static List<X509Certificate> chain(X509Certificate signer, List<X509Certificate> others) {
        List<X509Certificate> chain = new ArrayList<>(List.of(signer));
        for (X509Certificate last = signer; chain.size() < MAXIMUM_CHAIN; last = chain.getLast()) {
            X509Certificate below = last;
            var above = others.stream()
                    .filter(one -> one.getSubjectX500Principal().equals(below.getIssuerX500Principal()))
                    .filter(one -> !chain.contains(one))
                    .findFirst();
            if (above.isEmpty()) {
                break;
            }
            chain.add(above.get());
        }
        return chain;
    }
}
