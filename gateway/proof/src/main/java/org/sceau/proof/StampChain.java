package org.sceau.proof;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The certificates of a time-stamp in the order of their chain; one that does not belong to it is refused. */
final class StampChain {
    private static final int VERSION = 0xa0;

    private StampChain() {}

    static List<X509Certificate> of(List<byte[]> certificates, StampSigner signer, TrustAnchors anchors) {
        List<X509Certificate> left = new ArrayList<>();
        for (byte[] der : certificates) {
            requireForm(der);
            left.add(Certificates.der(Part.STAMP, der));
        }
        List<X509Certificate> chain = new ArrayList<>();
        X509Certificate next = take(left, signer);
        chain.add(next);
        while (!left.isEmpty()) {
            // what stands behind an anchor would be covered by nothing
            if (anchors.hold(next)) {
                throw superfluous();
            }
            next = issuer(left, next);
            chain.add(next);
        }
        return chain;
    }

    private static X509Certificate take(List<X509Certificate> left, StampSigner signer) {
        for (X509Certificate certificate : left) {
            if (signer.names(certificate)) {
                left.remove(certificate);
                return certificate;
            }
        }
        throw new MalformedProof(Part.STAMP, Reason.CERTIFICATE_UNREADABLE, "certificates");
    }

    private static X509Certificate issuer(List<X509Certificate> left, X509Certificate of) {
        for (X509Certificate certificate : left) {
            if (certificate.getSubjectX500Principal().equals(of.getIssuerX500Principal())) {
                left.remove(certificate);
                return certificate;
            }
        }
        throw superfluous();
    }

    /**
     * The parts of a certificate that its issuer's signature does not cover: the algorithm, which must be the one inside,
     * and the bits of the signature, which must be whole bytes.
     */
    private static void requireForm(byte[] der) {
        DerReader outer = new DerReader(Part.STAMP, "certificates", der);
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

    private static MalformedProof superfluous() {
        return new MalformedProof(Part.STAMP, Reason.MEMBER_UNKNOWN, "certificates");
    }
}
