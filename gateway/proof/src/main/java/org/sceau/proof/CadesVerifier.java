package org.sceau.proof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a signature of our profile ({@link Cades}); whatever is not byte for byte what the profile makes is refused. */
final class CadesVerifier {
    /** Largest signature in bytes: chains of national authorities take 6 KB. */
    static final int MAX_BYTES = 1 << 15;

    private static final String WHERE = EvidenceMember.SIGNATURE_FILE;

    /** What stands in a signature that fits. */
    record Signed(List<X509Certificate> chain, Instant at) {
        Signed {
            chain = List.copyOf(chain);
        }
    }

    private CadesVerifier() {}

    /**
     * The signature over {@code content}, whose value fits the certificate in it; whether that certificate may be believed
     * is another question.
     *
     * @throws MalformedProof on anything else
     */
    static Signed integrity(byte[] der, byte[] content, TrustAnchors anchors) {
        if (der.length > MAX_BYTES) {
            throw new MalformedProof(Part.SIGNATURE, Reason.TOO_LARGE, WHERE);
        }
        DerReader outer = new DerReader(Part.SIGNATURE, WHERE, der);
        DerReader wrapped = outer.inside(DerReader.SEQUENCE);
        wrapped.oid(Cades.SIGNED_DATA);
        DerReader signed = wrapped.inside(Cades.CONTEXT_0).inside(DerReader.SEQUENCE);
        signed.integer(1);
        signed.skipIf(DerReader.SET);
        signed.skipIf(DerReader.SEQUENCE);
        List<byte[]> certificates = certificates(signed.inside(Cades.CONTEXT_0));
        DerReader signer = signed.inside(DerReader.SET).inside(DerReader.SEQUENCE);
        signer.integer(1);
        DerReader sid = signer.inside(DerReader.SEQUENCE);
        byte[] issuer = sid.element(DerReader.SEQUENCE);
        BigInteger serial = sid.integer();
        signer.skipIf(DerReader.SEQUENCE);
        Instant at = signingTime(signer.inside(Cades.CONTEXT_0));
        signer.skipIf(DerReader.SEQUENCE);
        byte[] value = signer.content(DerReader.OCTETS);
        StampAlgorithms.requireEcdsaForm(Part.SIGNATURE, value);

        List<X509Certificate> chain = StampChain.of(
                Part.SIGNATURE,
                certificates,
                certificate -> certificate.getSerialNumber().equals(serial)
                        && Arrays.equals(certificate.getIssuerX500Principal().getEncoded(), issuer),
                anchors);
        X509Certificate own = chain.getFirst();
        byte[] attributes = Cades.attributes(Digest.sha256(content), own, at);
        if (!Arrays.equals(der, Cades.encode(certificates.toArray(byte[][]::new), own, attributes, value))) {
            throw new MalformedProof(Part.SIGNATURE, Reason.SIGNATURE_INVALID, WHERE);
        }
        requireSigned(own, attributes, value);
        return new Signed(chain, at);
    }

    private static List<byte[]> certificates(DerReader in) {
        List<byte[]> certificates = new ArrayList<>();
        while (in.hasMore()) {
            certificates.add(in.element(DerReader.SEQUENCE));
            if (certificates.size() > TrustAnchors.MAX_CHAIN) {
                throw in.invalid();
            }
        }
        return certificates;
    }

    private static Instant signingTime(DerReader attributes) {
        Optional<Instant> found = Optional.empty();
        while (attributes.hasMore()) {
            DerReader attribute = attributes.inside(DerReader.SEQUENCE);
            String type = attribute.oid();
            DerReader values = attribute.inside(DerReader.SET);
            if (type.equals(Cades.SIGNING_TIME)) {
                found = Optional.of(utc(values));
            }
        }
        return found.orElseThrow(() -> new MalformedProof(Part.SIGNATURE, Reason.MEMBER_MISSING, WHERE));
    }

    private static Instant utc(DerReader in) {
        String text = new String(in.content(Cades.UTC_TIME), StandardCharsets.US_ASCII);
        try {
            Instant at = LocalDateTime.parse(
                            text,
                            new DateTimeFormatterBuilder()
                                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                                    .appendPattern("MMddHHmmss'Z'")
                                    .toFormatter())
                    .toInstant(ZoneOffset.UTC);
            if (at.isBefore(Cades.LAST)) {
                return at;
            }
        } catch (DateTimeException e) {
            throw in.invalid();
        }
        throw in.invalid();
    }

    private static void requireSigned(X509Certificate own, byte[] attributes, byte[] value) {
        boolean p256 = own.getPublicKey() instanceof ECPublicKey key
                && key.getParams().getCurve().getField().getFieldSize() == 256;
        if (!p256) {
            throw new MalformedProof(Part.SIGNATURE, Reason.ALGORITHM_UNSUPPORTED, WHERE);
        }
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(own.getPublicKey());
            verifier.update(attributes);
            if (verifier.verify(value)) {
                return;
            }
        } catch (GeneralSecurityException | ProviderException e) {
            throw new MalformedProof(Part.SIGNATURE, Reason.SIGNATURE_INVALID, WHERE);
        }
        throw new MalformedProof(Part.SIGNATURE, Reason.SIGNATURE_INVALID, WHERE);
    }
}
