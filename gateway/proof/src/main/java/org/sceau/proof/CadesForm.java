package org.sceau.proof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The forms that a signer's part of our CAdES profile has: one spelling each. */
enum CadesForm {
    /** The organisation's seal. */
    ES256(StampAlgorithms.SHA_256, "SHA-256", "1.2.840.10045.4.3.2"),
    /** A second one beside it (RFC 9882: SHA-512 is the digest that everybody has). */
    ML_DSA_65("2.16.840.1.101.3.4.2.3", "SHA-512", MlDsa.ML_DSA_65.oid()),
    /** The same, stronger. */
    ML_DSA_87("2.16.840.1.101.3.4.2.3", "SHA-512", MlDsa.ML_DSA_87.oid());

    static final String SIGNING_TIME = "1.2.840.113549.1.9.5";
    static final int UTC_TIME = 0x17;
    static final int CONTEXT_0 = 0xa0;
    static final String DATA = "1.2.840.113549.1.7.1";
    /** From here on a signing time is a GeneralizedTime (RFC 5652 section 11.3). */
    static final Instant LAST = Instant.parse("2050-01-01T00:00:00Z");

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String COMMITMENT = "1.2.840.113549.1.9.16.2.16";
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    private static final String ALGORITHM_PROTECTION = "1.2.840.113549.1.9.52";
    private static final int CONTEXT_1 = 0xa1;

    private final String hashOid;
    private final String hash;
    private final String oid;

    CadesForm(String hashOid, String hash, String oid) {
        this.hashOid = hashOid;
        this.hash = hash;
        this.oid = oid;
    }

    /** The form with this signature algorithm. */
    static Optional<CadesForm> of(String signatureOid) {
        return Arrays.stream(values())
                .filter(form -> form.oid.equals(signatureOid))
                .findFirst();
    }

    static CadesForm of(MlDsa algorithm) {
        return algorithm == MlDsa.ML_DSA_65 ? ML_DSA_65 : ML_DSA_87;
    }

    byte[] digestAlgorithm() {
        return DerWriter.sequence(DerWriter.oid(hashOid));
    }

    /** What is signed: the SET of the signed attributes, in DER order. */
    byte[] attributes(byte[] content, List<X509Certificate> chain, Instant at) {
        if (!at.isBefore(LAST)) {
            throw new IllegalArgumentException("this profile ends in 2049");
        }
        return DerWriter.set(
                DerReader.SET,
                attribute(CONTENT_TYPE, DerWriter.oid(DATA)),
                attribute(MESSAGE_DIGEST, DerWriter.element(DerReader.OCTETS, digest(content))),
                attribute(
                        SIGNING_TIME, DerWriter.element(UTC_TIME, UTC.format(at).getBytes(StandardCharsets.US_ASCII))),
                attribute(COMMITMENT, DerWriter.sequence(DerWriter.oid(SealedCheckpoint.COMMITMENT))),
                attribute(
                        ALGORITHM_PROTECTION,
                        DerWriter.sequence(digestAlgorithm(), DerWriter.element(CONTEXT_1, DerWriter.oid(oid)))),
                attribute(SIGNING_CERTIFICATE_V2, DerWriter.sequence(DerWriter.sequence(thumbprints(chain)))));
    }

    /** One signer's part of the whole. */
    byte[] signerInfo(X509Certificate own, byte[] attributes, byte[] value) {
        byte[] implicit = attributes.clone();
        implicit[0] = (byte) CONTEXT_0;
        return DerWriter.sequence(
                DerWriter.integer(BigInteger.ONE),
                DerWriter.sequence(own.getIssuerX500Principal().getEncoded(), DerWriter.integer(own.getSerialNumber())),
                digestAlgorithm(),
                implicit,
                DerWriter.sequence(DerWriter.oid(oid)),
                DerWriter.element(DerReader.OCTETS, value));
    }

    /** The first signer's own certificate; of the second the whole chain, whose anchor the reader need not have. */
    private byte[][] thumbprints(List<X509Certificate> chain) {
        List<X509Certificate> named = this == ES256 ? chain.subList(0, 1) : chain;
        return named.stream()
                .map(certificate -> DerWriter.sequence(DerWriter.element(
                        DerReader.OCTETS, Digest.sha256(Jades.der(certificate)).bytes())))
                .toArray(byte[][]::new);
    }

    private byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance(hash).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has " + hash, e);
        }
    }

    private static byte[] attribute(String oid, byte[] value) {
        return DerWriter.sequence(DerWriter.oid(oid), DerWriter.element(DerReader.SET, value));
    }
}
