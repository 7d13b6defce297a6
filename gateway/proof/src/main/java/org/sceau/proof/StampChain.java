package org.sceau.proof;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The certificates of a CMS signature in the order of their chain; one that does not belong to it is refused. */
final class StampChain {
    private static final int VERSION = 0xa0;

    private StampChain() {}

    /** Beginning with the one that is the signer's {@code own}. */
    static List<X509Certificate> of(
            Part part, List<byte[]> certificates, Predicate<X509Certificate> own, TrustAnchors anchors) {
        List<X509Certificate> left = new ArrayList<>();
        for (byte[] der : certificates) {
            requireForm(part, der);
            left.add(Certificates.der(part, der));
        }
        List<X509Certificate> chain = new ArrayList<>();
        X509Certificate next = take(part, left, own);
        chain.add(next);
        while (!left.isEmpty()) {
            // what stands behind an anchor would be covered by nothing
            if (anchors.hold(next)) {
                throw superfluous(part);
            }
            next = issuer(part, left, next);
            chain.add(next);
        }
        return chain;
    }

    private static X509Certificate take(Part part, List<X509Certificate> left, Predicate<X509Certificate> own) {
        for (X509Certificate certificate : left) {
            if (own.test(certificate)) {
                left.remove(certificate);
                return certificate;
            }
        }
        throw new MalformedProof(part, Reason.CERTIFICATE_UNREADABLE, "certificates");
    }

    private static X509Certificate issuer(Part part, List<X509Certificate> left, X509Certificate of) {
        for (X509Certificate certificate : left) {
            if (certificate.getSubjectX500Principal().equals(of.getIssuerX500Principal())) {
                left.remove(certificate);
                return certificate;
            }
        }
        throw superfluous(part);
    }

    /**
     * The parts of a certificate that its issuer's signature does not cover: the algorithm, which must be the one inside,
     * and the bits of the signature, which must be whole bytes.
     */
    private static void requireForm(Part part, byte[] der) {
        DerReader outer = new DerReader(part, "certificates", der);
        DerReader certificate = outer.inside(DerReader.SEQUENCE);
        outer.end();
        DerReader signed = certificate.inside(DerReader.SEQUENCE);
        signed.skipIf(VERSION);
        var _ = signed.integer();
        byte[] inside = signed.element(DerReader.SEQUENCE);
        byte[] outside = certificate.element(DerReader.SEQUENCE);
        byte[] bits = certificate.content(DerReader.BIT_STRING);
        certificate.end();
        if (!Arrays.equals(inside, outside) || bits.length < 2 || bits[0] != 0) {
            throw certificate.invalid();
        }
    }

    private static MalformedProof superfluous(Part part) {
        return new MalformedProof(part, Reason.MEMBER_UNKNOWN, "certificates");
    }
}
