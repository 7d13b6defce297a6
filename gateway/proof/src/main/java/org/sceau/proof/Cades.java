package org.sceau.proof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;

/**
 * Our CAdES profile (ETSI EN 319 122-1, level B-B): a detached CMS SignedData in DER; one signer, ES256; signed attributes
 * content type, message digest, signing time, signing certificate by SHA-256, proofOfCreation, algorithm protection; no
 * unsigned attribute. A signature has one encoding only, so that a verifier can make it again and compare: {@link
 * CadesVerifier}.
 *
 * <p>Without state; thread safe if the signer is.
 */
final class Cades {
    static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
    static final String SIGNING_TIME = "1.2.840.113549.1.9.5";
    static final int UTC_TIME = 0x17;
    static final int CONTEXT_0 = 0xa0;
    static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final String DATA = "1.2.840.113549.1.7.1";
    private static final String CONTENT_TYPE = "1.2.840.113549.1.9.3";
    private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
    private static final String COMMITMENT = "1.2.840.113549.1.9.16.2.16";
    private static final String SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47";
    private static final String ALGORITHM_PROTECTION = "1.2.840.113549.1.9.52";
    private static final int CONTEXT_1 = 0xa1;
    private static final int RAW_HALF = 32;
    /** From here on a signing time is a GeneralizedTime (RFC 5652 section 11.3). */
    static final Instant LAST = Instant.parse("2050-01-01T00:00:00Z");

    private static final byte[] SHA_256 = DerWriter.sequence(DerWriter.oid(StampAlgorithms.SHA_256));
    private static final byte[] ECDSA_SHA_256 = DerWriter.sequence(DerWriter.oid("1.2.840.10045.4.3.2"));

    private Cades() {}

    /** Seals {@code content}, which does not stand in the result; {@code at} is the gateway's word, whole seconds. */
    static byte[] seal(RawSigner seal, byte[] content, Instant at) {
        List<X509Certificate> chain = seal.chain();
        byte[] attributes = attributes(Digest.sha256(content), chain.getFirst(), at);
        byte[] raw = seal.sign(attributes);
        byte[] value = DerWriter.sequence(half(raw, 0), half(raw, RAW_HALF));
        byte[][] certificates = chain.stream().map(Jades::der).toArray(byte[][]::new);
        return encode(certificates, chain.getFirst(), attributes, value);
    }

    private static byte[] half(byte[] raw, int from) {
        return DerWriter.integer(new BigInteger(1, Arrays.copyOfRange(raw, from, from + RAW_HALF)));
    }

    /** What is signed: the SET of the signed attributes, in DER order. */
    static byte[] attributes(Digest content, X509Certificate signer, Instant at) {
        if (!at.isBefore(LAST)) {
            throw new IllegalArgumentException("this profile ends in 2049");
        }
        byte[] thumbprint = Digest.sha256(Jades.der(signer)).bytes();
        return set(
                DerReader.SET,
                attribute(CONTENT_TYPE, DerWriter.oid(DATA)),
                attribute(MESSAGE_DIGEST, DerWriter.element(DerReader.OCTETS, content.bytes())),
                attribute(
                        SIGNING_TIME, DerWriter.element(UTC_TIME, UTC.format(at).getBytes(StandardCharsets.US_ASCII))),
                attribute(COMMITMENT, DerWriter.sequence(DerWriter.oid(SealedCheckpoint.COMMITMENT))),
                attribute(
                        ALGORITHM_PROTECTION,
                        DerWriter.sequence(SHA_256, DerWriter.element(CONTEXT_1, inside(ECDSA_SHA_256)))),
                attribute(
                        SIGNING_CERTIFICATE_V2,
                        DerWriter.sequence(DerWriter.sequence(
                                DerWriter.sequence(DerWriter.element(DerReader.OCTETS, thumbprint))))));
    }

    /** The whole signature; there is no other encoding of these values. */
    static byte[] encode(byte[][] certificates, X509Certificate signer, byte[] attributes, byte[] value) {
        byte[] implicit = attributes.clone();
        implicit[0] = (byte) CONTEXT_0;
        byte[] signerInfo = DerWriter.sequence(
                DerWriter.integer(BigInteger.ONE),
                DerWriter.sequence(
                        signer.getIssuerX500Principal().getEncoded(), DerWriter.integer(signer.getSerialNumber())),
                SHA_256,
                implicit,
                ECDSA_SHA_256,
                DerWriter.element(DerReader.OCTETS, value));
        byte[] signedData = DerWriter.sequence(
                DerWriter.integer(BigInteger.ONE),
                DerWriter.element(DerReader.SET, SHA_256),
                DerWriter.sequence(DerWriter.oid(DATA)),
                set(CONTEXT_0, certificates),
                DerWriter.element(DerReader.SET, signerInfo));
        return DerWriter.sequence(DerWriter.oid(SIGNED_DATA), DerWriter.element(CONTEXT_0, signedData));
    }

    private static byte[] attribute(String oid, byte[] value) {
        return DerWriter.sequence(DerWriter.oid(oid), DerWriter.element(DerReader.SET, value));
    }

    /** A SET OF has one order in DER: ascending. */
    private static byte[] set(int tag, byte[]... elements) {
        byte[][] sorted = elements.clone();
        Arrays.sort(sorted, Arrays::compareUnsigned);
        return DerWriter.element(tag, sorted);
    }

    private static byte[] inside(byte[] sequence) {
        return Arrays.copyOfRange(sequence, 2, sequence.length);
    }
}
