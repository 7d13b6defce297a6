package org.sceau.proof;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The one SignerInfo (RFC 5652 section 5.3) of a time-stamp. Immutable. */
final class StampSigner {
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    /** RFC 5816: the certificate by a hash better than SHA-1, so that it cannot be put in place of another. */
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";

    private static final int CONTEXT_0 = 0xa0;

    private final byte[] issuer;
    private final BigInteger serial;
    private final String hash;
    private final byte[] attributes;
    private final Map<String, byte[]> values;
    private final String algorithm;
    private final byte[] value;

    private StampSigner(
            byte[] issuer, BigInteger serial, String hash, byte[] attributes, String algorithm, byte[] value) {
        this.issuer = issuer;
        this.serial = serial;
        this.hash = hash;
        this.attributes = attributes;
        this.values = values(attributes);
        this.algorithm = algorithm;
        this.value = value;
    }

    /** Reads it; {@code announced} is the hash that stands before the content and must be the signer's. */
    static StampSigner decode(DerReader in, byte[] announced) {
        in.integer(1);
        DerReader sid = in.inside(DerReader.SEQUENCE);
        byte[] issuer = sid.element(DerReader.SEQUENCE);
        BigInteger serial = sid.integer();
        sid.end();
        byte[] hash = in.element(DerReader.SEQUENCE);
        if (!Arrays.equals(hash, announced)) {
            throw in.invalid();
        }
        byte[] attributes = in.element(CONTEXT_0);
        // what is signed is the SET itself, not its place in the SignerInfo
        attributes[0] = DerReader.SET;
        String algorithm = in.algorithm();
        byte[] value = in.content(DerReader.OCTETS);
        in.end();
        String hashOid = new DerReader(Part.STAMP, "digestAlgorithm", hash).algorithm();
        return new StampSigner(issuer, serial, hashOid, attributes, algorithm, value);
    }

    private static Map<String, byte[]> values(byte[] attributes) {
        Map<String, byte[]> values = new TreeMap<>();
        DerReader all = new DerReader(Part.STAMP, "signedAttrs", attributes).inside(DerReader.SET);
        while (all.hasMore()) {
            DerReader attribute = all.inside(DerReader.SEQUENCE);
            if (values.put(attribute.oid(), attribute.content(DerReader.SET)) != null) {
                throw attribute.invalid();
            }
            attribute.end();
        }
        return values;
    }

    /** Whether this names {@code certificate} as its own. */
    boolean names(X509Certificate certificate) {
        return certificate.getSerialNumber().equals(serial)
                && Arrays.equals(certificate.getIssuerX500Principal().getEncoded(), issuer);
    }

    /** Content type, message digest and signing certificate must be those of this token. */
    void checkAttributes(byte[] content, X509Certificate own) {
        DerReader type = attribute(CONTENT_TYPE);
        type.oid(TimeStampToken.TST_INFO);
        type.end();
        DerReader stated = attribute(MESSAGE_DIGEST);
        byte[] digest = stated.content(DerReader.OCTETS);
        stated.end();
        if (!MessageDigest.isEqual(digest, StampAlgorithms.digest(hash, content, "digestAlgorithm"))) {
            throw new MalformedProof(Part.STAMP, Reason.SIGNATURE_INVALID, "messageDigest");
        }
        DerReader first = namedCertificate();
        String by = certificateHash(first);
        byte[] thumbprint = StampAlgorithms.digest(by, Jades.der(own), "signingCertificateV2");
        if (!MessageDigest.isEqual(first.content(DerReader.OCTETS), thumbprint)) {
            throw new MalformedProof(Part.STAMP, Reason.CERTIFICATE_MISMATCH, "signingCertificateV2");
        }
    }

    private DerReader namedCertificate() {
        return attribute(SIGNING_CERTIFICATE_V2)
                .inside(DerReader.SEQUENCE)
                .inside(DerReader.SEQUENCE)
                .inside(DerReader.SEQUENCE);
    }

    private static String certificateHash(DerReader named) {
        return named.isNext(DerReader.SEQUENCE) ? named.algorithm() : StampAlgorithms.SHA_256;
    }

    /** The hashes of content and certificate. */
    List<String> hashes() {
        List<String> labels = new ArrayList<>();
        for (String oid : List.of(hash, certificateHash(namedCertificate()))) {
            labels.add(HashAlgorithm.ofOid(oid)
                    .orElseThrow(() -> new MalformedProof(Part.STAMP, Reason.ALGORITHM_UNSUPPORTED, "digestAlgorithm"))
                    .label());
        }
        return labels;
    }

    boolean isSignedBy(X509Certificate own) {
        return StampAlgorithms.isSigned(algorithm, hash, own.getPublicKey(), attributes, value);
    }

    private DerReader attribute(String oid) {
        byte[] value = Optional.ofNullable(values.get(oid))
                .orElseThrow(() -> new MalformedProof(Part.STAMP, Reason.MEMBER_MISSING, "signedAttrs"));
        return new DerReader(Part.STAMP, "signedAttrs", value);
    }
}
