package org.sceau.proof;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads a signature of our profile ({@link Cades}); whatever is not byte for byte what the profile makes is refused. */
final class CadesVerifier {
    /** Largest signature in bytes: chains of national authorities take 6 KB, one with ML-DSA-87 some 8 KB a certificate. */
    static final int MAX_BYTES = 1 << 16;

    private static final String WHERE = EvidenceMember.SIGNATURE_FILE;
    private static final TrustAnchors NOBODY = TrustAnchors.of(List.of(), List.of());

    /**
     * What stands in a signature that fits.
     *
     * @param chain of the organisation's seal
     * @param second chain of the seal beside it, empty when there is none
     */
    record Signed(List<X509Certificate> chain, List<X509Certificate> second, Instant at) {
        Signed {
            chain = List.copyOf(chain);
            second = List.copyOf(second);
        }
    }

    /** One signer's part as read. */
    private static final class Block {
        private final CadesForm form;
        private final byte[] issuer;
        private final BigInteger serial;
        private final Instant at;
        private final byte[] value;

        /** Reads it; what else stands there is compared when it is made again. */
        Block(DerReader signer) {
            signer.integer(1);
            DerReader sid = signer.inside(DerReader.SEQUENCE);
            issuer = sid.element(DerReader.SEQUENCE);
            serial = sid.integer();
            signer.skipIf(DerReader.SEQUENCE);
            at = signingTime(signer.inside(CadesForm.CONTEXT_0));
            form = CadesForm.of(signer.algorithm()).orElseThrow(CadesVerifier::unsupported);
            value = signer.content(DerReader.OCTETS);
        }

        boolean isSeal() {
            return form == CadesForm.ES256;
        }

        boolean isBy(X509Certificate certificate) {
            return certificate.getSerialNumber().equals(serial)
                    && Arrays.equals(certificate.getIssuerX500Principal().getEncoded(), issuer);
        }

        CadesSigner over(byte[] content, List<X509Certificate> chain, Instant claimed) {
            return new CadesSigner(form, chain.getFirst(), form.attributes(content, chain, claimed), value);
        }
    }

    private CadesVerifier() {}

    /**
     * The signature over {@code content}, whose values fit the certificates in it; whether those certificates may be believed
     * is another question.
     *
     * @throws MalformedProof on anything else
     */
    static Signed integrity(byte[] der, byte[] content, TrustAnchors anchors) {
        Parsed parsed = parse(der);
        List<Block> blocks = withSeal(parsed.blocks());
        Map<Boolean, List<byte[]>> kinds = parsed.certificates().stream()
                .collect(Collectors.partitioningBy(
                        certificate -> isMlDsa(Certificates.der(Part.SIGNATURE, certificate))));
        Block first = blocks.getFirst();
        List<X509Certificate> chain =
                StampChain.of(Part.SIGNATURE, Objects.requireNonNull(kinds.get(false)), first::isBy, anchors);
        List<byte[]> others = Objects.requireNonNull(kinds.get(true));
        if (blocks.size() == 1 && !others.isEmpty()) {
            throw new MalformedProof(Part.SIGNATURE, Reason.MEMBER_UNKNOWN, WHERE);
        }
        List<X509Certificate> second =
                blocks.size() == 1 ? List.of() : StampChain.of(Part.SIGNATURE, others, blocks.getLast()::isBy, anchors);
        List<CadesSigner> signers = new ArrayList<>();
        blocks.forEach(block -> signers.add(block.over(content, block.isSeal() ? chain : second, first.at)));
        requireMade(der, parsed, signers);
        return new Signed(chain, second, first.at);
    }

    /**
     * As above, of a signature that is a second seal's alone, each of its certificates with an ML-DSA key. All of them are signed,
     * also those behind what a reader has for an anchor.
     */
    static Signed integrityOfSecond(byte[] der, byte[] content) {
        Parsed parsed = parse(der);
        if (parsed.blocks().size() != 1 || parsed.blocks().getFirst().isSeal()) {
            throw new MalformedProof(Part.SIGNATURE, Reason.VALUE_INVALID, WHERE);
        }
        Block block = parsed.blocks().getFirst();
        List<X509Certificate> chain = StampChain.of(Part.SIGNATURE, parsed.certificates(), block::isBy, NOBODY);
        if (!chain.stream().allMatch(CadesVerifier::isMlDsa)) {
            throw unsupported();
        }
        requireMade(der, parsed, List.of(block.over(content, chain, block.at)));
        return new Signed(List.of(), chain, block.at);
    }

    /** The certificates in a signature, of which nothing is verified. */
    static List<X509Certificate> certificates(byte[] der) {
        return parse(der).certificates().stream()
                .map(certificate -> Certificates.der(Part.SIGNATURE, certificate))
                .toList();
    }

    private record Parsed(List<byte[]> certificates, List<Block> blocks) {}

    private static Parsed parse(byte[] der) {
        if (der.length > MAX_BYTES) {
            throw new MalformedProof(Part.SIGNATURE, Reason.TOO_LARGE, WHERE);
        }
        DerReader outer = new DerReader(Part.SIGNATURE, WHERE, der);
        DerReader wrapped = outer.inside(DerReader.SEQUENCE);
        wrapped.oid(Cades.SIGNED_DATA);
        DerReader signed = wrapped.inside(CadesForm.CONTEXT_0).inside(DerReader.SEQUENCE);
        signed.integer(1);
        signed.skipIf(DerReader.SET);
        signed.skipIf(DerReader.SEQUENCE);
        List<byte[]> certificates = certificates(signed.inside(CadesForm.CONTEXT_0));
        return new Parsed(certificates, blocks(signed.inside(DerReader.SET)));
    }

    private static void requireMade(byte[] der, Parsed parsed, List<CadesSigner> signers) {
        boolean made = Arrays.equals(der, Cades.encode(parsed.certificates().toArray(byte[][]::new), signers))
                && signers.stream().allMatch(CadesSigner::isSigned);
        if (!made) {
            throw new MalformedProof(Part.SIGNATURE, Reason.SIGNATURE_INVALID, WHERE);
        }
    }

    private static boolean isMlDsa(X509Certificate certificate) {
        return MlDsa.of(certificate.getPublicKey()).isPresent();
    }

    private static List<Block> blocks(DerReader infos) {
        List<Block> blocks = new ArrayList<>();
        while (infos.hasMore() && blocks.size() < 2) {
            blocks.add(new Block(infos.inside(DerReader.SEQUENCE)));
        }
        if (infos.hasMore()) {
            throw infos.invalid();
        }
        return blocks;
    }

    /** The organisation's first, then at most one other. */
    private static List<Block> withSeal(List<Block> blocks) {
        if (blocks.stream().filter(Block::isSeal).count() != 1) {
            throw new MalformedProof(Part.SIGNATURE, Reason.VALUE_INVALID, WHERE);
        }
        return blocks.getFirst().isSeal() ? blocks : blocks.reversed();
    }

    private static List<byte[]> certificates(DerReader in) {
        List<byte[]> certificates = new ArrayList<>();
        while (in.hasMore()) {
            certificates.add(in.element(DerReader.SEQUENCE));
            if (certificates.size() > 2 * TrustAnchors.MAX_CHAIN) {
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
            if (type.equals(CadesForm.SIGNING_TIME)) {
                found = Optional.of(utc(values));
            }
        }
        return found.orElseThrow(() -> new MalformedProof(Part.SIGNATURE, Reason.MEMBER_MISSING, WHERE));
    }

    private static Instant utc(DerReader in) {
        String text = new String(in.content(CadesForm.UTC_TIME), StandardCharsets.US_ASCII);
        try {
            Instant at = LocalDateTime.parse(
                            text,
                            new DateTimeFormatterBuilder()
                                    .appendValueReduced(ChronoField.YEAR, 2, 2, 2000)
                                    .appendPattern("MMddHHmmss'Z'")
                                    .toFormatter())
                    .toInstant(ZoneOffset.UTC);
            if (at.isBefore(CadesForm.LAST)) {
                return at;
            }
        } catch (DateTimeException e) {
            throw in.invalid();
        }
        throw in.invalid();
    }

    static MalformedProof unsupported() {
        return new MalformedProof(Part.SIGNATURE, Reason.ALGORITHM_UNSUPPORTED, WHERE);
    }
}
