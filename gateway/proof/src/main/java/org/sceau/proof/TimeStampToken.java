package org.sceau.proof;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sceau.proof.StampVerdict.NotValid;

/**
 * An RFC 3161 time-stamp: a CMS SignedData over {@link TimeStampInfo}, in the one form that leaves no byte uncovered: DER;
 * one signer; no revocation lists, no unsigned attributes; of certificates just the signer's and those between it and the
 * anchor, each covered by a signature or by the signing-certificate attribute.
 *
 * <p>Immutable, thread safe. {@link #decode} checks the form; {@link #verify} everything else.
 */
public final class TimeStampToken {
    /** Largest token in bytes: three certificates with RSA-4096 keys take 7 KB. */
    public static final int MAX_BYTES = 1 << 15;

    private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
    private static final int CONTEXT_0 = 0xa0;

    private final byte[] der;
    private final byte[] content;
    private final TimeStampInfo info;
    private final List<byte[]> certificates;
    private final StampSigner signer;

    private TimeStampToken(byte[] der, byte[] content, List<byte[]> certificates, StampSigner signer) {
        this.der = der;
        this.content = content;
        this.info = TimeStampInfo.decode(content);
        this.certificates = certificates;
        this.signer = signer;
    }

    /**
     * Reads a token.
     *
     * @throws MalformedProof on anything that does not have the form above
     */
    public static TimeStampToken decode(byte[] der) {
        if (der.length > MAX_BYTES) {
            throw new MalformedProof(Part.STAMP, Reason.TOO_LARGE, "");
        }
        DerReader outer = new DerReader(Part.STAMP, "token", der);
        DerReader wrapped = outer.inside(DerReader.SEQUENCE);
        outer.end();
        wrapped.oid(SIGNED_DATA);
        DerReader explicit = wrapped.inside(CONTEXT_0);
        wrapped.end();
        DerReader signed = explicit.inside(DerReader.SEQUENCE);
        explicit.end();
        return signedData(der.clone(), signed);
    }

    private static TimeStampToken signedData(byte[] der, DerReader in) {
        in.integer(3);
        DerReader hashes = in.inside(DerReader.SET);
        byte[] hash = hashes.element(DerReader.SEQUENCE);
        hashes.end();
        byte[] content = content(in.inside(DerReader.SEQUENCE));
        List<byte[]> certificates = certificates(in.inside(CONTEXT_0));
        DerReader signers = in.inside(DerReader.SET);
        StampSigner signer = StampSigner.decode(signers.inside(DerReader.SEQUENCE), hash);
        signers.end();
        in.end();
        return new TimeStampToken(der, content, certificates, signer);
    }

    private static byte[] content(DerReader in) {
        in.oid(TST_INFO);
        DerReader explicit = in.inside(CONTEXT_0);
        byte[] content = explicit.content(DerReader.OCTETS);
        explicit.end();
        in.end();
        return content;
    }

    /** A SET OF has one order in DER: ascending. */
    private static List<byte[]> certificates(DerReader in) {
        List<byte[]> certificates = new ArrayList<>();
        while (in.hasMore()) {
            byte[] certificate = in.element(DerReader.SEQUENCE);
            if (!certificates.isEmpty() && Arrays.compareUnsigned(certificates.getLast(), certificate) >= 0) {
                throw in.invalid();
            }
            certificates.add(certificate);
            if (certificates.size() > TrustAnchors.MAX_CHAIN) {
                throw in.invalid();
            }
        }
        return certificates;
    }

    /** The bytes; a copy. */
    public byte[] der() {
        return der.clone();
    }

    /** What the authority states; whether it does, only {@link #verify} says. */
    public TimeStampInfo info() {
        return info;
    }

    /** The certificates in it, in no order; throws {@link MalformedProof}. */
    List<X509Certificate> chain() {
        List<X509Certificate> chain = new ArrayList<>();
        certificates.forEach(certificate -> chain.add(Certificates.der(Part.STAMP, certificate)));
        return chain;
    }

    /** The certificates in it, DER, in their order. */
    List<byte[]> encodedChain() {
        return List.copyOf(certificates);
    }

    /** The hashes that it rests on beside those of its certificates. */
    List<String> algorithms() {
        List<String> names = new ArrayList<>(signer.hashes());
        names.add(HashAlgorithm.of(info.imprint()).label());
        return names;
    }

    /**
     * Whether an authority that {@code anchors} vouch for has stamped what has the digest {@code stamped}. No token makes
     * it throw.
     */
    public StampVerdict verify(Digest stamped, TrustAnchors anchors) {
        try {
            if (!info.imprint().equals(stamped)) {
                return new NotValid(Part.STAMP, Reason.IMPRINT_MISMATCH, "messageImprint");
            }
            List<X509Certificate> chain = StampChain.of(Part.STAMP, certificates, signer::names, anchors);
            X509Certificate own = chain.getFirst();
            signer.checkAttributes(content, own);
            if (!signer.isSignedBy(own)) {
                return new NotValid(Part.STAMP, Reason.SIGNATURE_INVALID, "signature");
            }
            return switch (anchors.validateForTimeStamps(chain, info.at())) {
                case ChainVerdict.NotTrusted(Reason reason) -> new NotValid(Part.STAMP, reason, "certificates");
                case ChainVerdict.Trusted(X509Certificate anchor) -> new StampVerdict.Valid(proved(own, anchor));
            };
        } catch (MalformedProof e) {
            return new NotValid(e.part(), e.reason(), e.where());
        }
    }

    private TimeStamped proved(X509Certificate own, X509Certificate anchor) {
        return new TimeStamped(
                info.at(),
                info.accuracy(),
                own.getSubjectX500Principal().getName(),
                Digest.sha256(Jades.der(own)),
                anchor.getSubjectX500Principal().getName(),
                info.policy());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeStampToken that && Arrays.equals(der, that.der);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(der);
    }

    @Override
    public String toString() {
        return "TimeStampToken[" + info.at() + "]";
    }
}
