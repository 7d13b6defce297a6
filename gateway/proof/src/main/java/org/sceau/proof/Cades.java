package org.sceau.proof;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Our CAdES profile (ETSI EN 319 122-1, level B-B): a detached CMS SignedData in DER; the organisation's seal, ES256, and
 * beside it at most one with ML-DSA (RFC 9882), or that one alone; signed attributes content type, message digest, signing
 * time, signing certificate by SHA-256, proofOfCreation, algorithm protection; no unsigned attribute. A signature has one
 * encoding only, so that a verifier can make it again and compare: {@link CadesVerifier}.
 *
 * <p>Without state; thread safe if the signers are.
 */
final class Cades {
    static final String SIGNED_DATA = "1.2.840.113549.1.7.2";

    private static final int RAW_HALF = 32;

    private Cades() {}

    /** Seals {@code content}, which does not stand in the result; {@code at} is the gateway's word, whole seconds. */
    static byte[] seal(RawSigner seal, byte[] content, Instant at) {
        Optional<SecondSigner> second = seal.second();
        List<X509Certificate> chain = seal.chain();
        byte[] attributes = CadesForm.ES256.attributes(content, chain, at);
        byte[] raw = seal.sign(attributes);
        byte[] value = DerWriter.sequence(half(raw, 0), half(raw, RAW_HALF));
        List<CadesSigner> signers = new ArrayList<>();
        signers.add(new CadesSigner(CadesForm.ES256, chain.getFirst(), attributes, value));
        second.ifPresent(signer -> signers.add(second(signer, content, at)));
        Stream<X509Certificate> certificates =
                Stream.concat(chain.stream(), second.stream().flatMap(signer -> signer.chain().stream()));
        return encode(certificates.map(Jades::der).toArray(byte[][]::new), signers);
    }

    /** The second seal alone over {@code content}. */
    static byte[] seal(SecondSigner second, byte[] content, Instant at) {
        byte[][] certificates = second.chain().stream().map(Jades::der).toArray(byte[][]::new);
        return encode(certificates, List.of(second(second, content, at)));
    }

    private static CadesSigner second(SecondSigner signer, byte[] content, Instant at) {
        X509Certificate own = signer.chain().getFirst();
        CadesForm form = MlDsa.of(own.getPublicKey())
                .map(CadesForm::of)
                .orElseThrow(() -> new IllegalArgumentException("the second seal's key is not ML-DSA-65 or -87"));
        byte[] attributes = form.attributes(content, signer.chain(), at);
        return new CadesSigner(form, own, attributes, signer.sign(attributes));
    }

    private static byte[] half(byte[] raw, int from) {
        return DerWriter.integer(new BigInteger(1, Arrays.copyOfRange(raw, from, from + RAW_HALF)));
    }

    /** The whole signature; there is no other encoding of these values. */
    static byte[] encode(byte[][] certificates, List<CadesSigner> signers) {
        TreeSet<byte[]> digestAlgorithms = new TreeSet<>(Arrays::compareUnsigned);
        List<byte[]> infos = new ArrayList<>();
        for (CadesSigner signer : signers) {
            digestAlgorithms.add(signer.digestAlgorithm());
            infos.add(signer.info());
        }
        byte[] signedData = DerWriter.sequence(
                DerWriter.integer(BigInteger.ONE),
                DerWriter.set(DerReader.SET, digestAlgorithms.toArray(byte[][]::new)),
                DerWriter.sequence(DerWriter.oid(CadesForm.DATA)),
                DerWriter.set(CadesForm.CONTEXT_0, certificates),
                DerWriter.set(DerReader.SET, infos.toArray(byte[][]::new)));
        return DerWriter.sequence(DerWriter.oid(SIGNED_DATA), DerWriter.element(CadesForm.CONTEXT_0, signedData));
    }
}
