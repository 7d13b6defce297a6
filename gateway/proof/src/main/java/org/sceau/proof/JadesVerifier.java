package org.sceau.proof;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Checks JAdES files of our profile ({@link Jades}); ES256 and, for signatures of others, ES384 and RS256.
 *
 * <p>Guarantees: {@link JadesVerdict.Valid} is returned only if the signature fits the header and the certificate that
 * the header names, and that certificate leads to an anchor at the claimed time and is meant for commitment. The claimed
 * time is the signer's word; where there is a time-stamp, it holds and the certificate did at its time,
 * too; and each archive time-stamp came before the one it covers ended. No input makes it throw. Immutable, thread safe.
 */
public final class JadesVerifier {
    private final TrustAnchors anchors;
    private final ChainMemory chains;
    private final boolean many;

    /** A verifier that believes {@code anchors}. */
    public JadesVerifier(TrustAnchors anchors) {
        this(anchors, false);
    }

    private JadesVerifier(TrustAnchors anchors, boolean many) {
        this.anchors = anchors;
        this.chains = new ChainMemory(anchors);
        this.many = many;
    }

    /** The same verdicts, for files by the hundred thousand: slower to start, some seven times faster after that. */
    static JadesVerifier forMany(TrustAnchors anchors) {
        return new JadesVerifier(anchors, true);
    }

    /**
     * Checks a stand-alone JAdES file: the JSON object with {@code protected}, {@code signature} and at most a {@code header}
     * with what {@link EtsiU} knows, nothing else.
     */
    public JadesVerdict verify(byte[] json) {
        return verify(Part.SIGNATURE, json);
    }

    /** As above, with the documents under the signature, which archive time-stamps cover. */
    JadesVerdict verify(byte[] json, SignedBytes bytes) {
        return verify(Part.SIGNATURE, json, bytes);
    }

    JadesVerdict verify(Part part, byte[] json) {
        return verify(part, json, SignedBytes.NONE);
    }

    private JadesVerdict verify(Part part, byte[] json, SignedBytes bytes) {
        try {
            JadesFile file = JadesFile.decode(part, json);
            EtsiU after = EtsiU.of(part, file);
            byte[] signature = StrictBase64.url(part, file.signature(), "signature");
            JadesHeader header = JadesHeader.of(part, file);
            return verify(part, header, file, signature, after, bytes);
        } catch (MalformedProof e) {
            return new JadesVerdict.NotValid(e.part(), e.reason(), e.where());
        }
    }

    private JadesVerdict verify(
            Part part, JadesHeader header, JadesFile file, byte[] signature, EtsiU after, SignedBytes bytes) {
        List<X509Certificate> chain = chains.read(part, header);
        X509Certificate signer = chain.getFirst();
        byte[] input = Jades.signingInput(file.encodedHeader());
        if (!isSigned(part, header.algorithm(), signer.getPublicKey(), input, signature)) {
            return new JadesVerdict.NotValid(part, Reason.SIGNATURE_INVALID, "");
        }
        Optional<TimeStamped> stamped = after.stamp().map(token -> SignatureStamp.verify(token, file, anchors));
        Instant proved = stamped.map(TimeStamped::at).orElse(header.at());
        if (!after.lists().isEmpty()) {
            ValidationValues.verify(after.lists(), file, chain, proved, anchors);
        }
        return switch (trusted(chain, header.at(), proved)) {
            case ChainVerdict.NotTrusted(Reason reason) ->
                new JadesVerdict.NotValid(Part.CERTIFICATE, reason, "", header.objects());
            case ChainVerdict.Trusted(X509Certificate anchor) -> {
                Optional<SignatureStamp> proves =
                        stamped.map(first -> ArchiveChain.follow(after, first, file, header, chain, bytes, anchors));
                if (stamped.isPresent()) {
                    new GivenLists(anchors).requireOlder(Part.CERTIFICATE, chain, Optional.of(proved));
                }
                yield new JadesVerdict.Valid(
                        sealer(signer, anchor, header),
                        header.objects(),
                        header.commitments(),
                        header.claimed(),
                        proves,
                        !after.lists().isEmpty());
            }
        };
    }

    /** At the claimed time and, as that is the signer's word, at the time that is proved (EN 319 102-1 clause 5.5.4). */
    private ChainVerdict trusted(List<X509Certificate> chain, Instant claimed, Instant proved) {
        ChainVerdict verdict = chains.validate(chain, claimed);
        return verdict instanceof ChainVerdict.Trusted && !proved.equals(claimed)
                ? chains.validate(chain, proved)
                : verdict;
    }

    private static Sealer sealer(X509Certificate signer, X509Certificate anchor, JadesHeader header) {
        return new Sealer(
                signer.getSubjectX500Principal().getName(),
                header.thumbprint(),
                anchor.getSubjectX500Principal().getName(),
                header.at());
    }

    private boolean isSigned(Part part, String algorithm, PublicKey key, byte[] input, byte[] value) {
        String name = switch (algorithm) {
            case "ES256" -> onCurve(part, key, 256, value, "SHA256withECDSAinP1363Format");
            case "ES384" -> onCurve(part, key, 384, value, "SHA384withECDSAinP1363Format");
            case "RS256" -> rsa(part, key);
            default -> throw unsupported(part);
        };
        if (many && algorithm.equals("ES256")) {
            return ManySignatures.isEs256((ECPublicKey) key, input, value);
        }
        return PlatformSignature.holds(name, key, input, value);
    }

    private static String onCurve(Part part, PublicKey key, int bits, byte[] value, String name) {
        boolean fits = key instanceof ECPublicKey ec
                && ec.getParams().getCurve().getField().getFieldSize() == bits
                && value.length == bits / 4;
        if (!fits) {
            throw unsupported(part);
        }
        return name;
    }

    private static String rsa(Part part, PublicKey key) {
        if (!(key instanceof RSAPublicKey)) {
            throw unsupported(part);
        }
        AlgorithmPolicy.against(key).ifPresent(reason -> {
            throw new MalformedProof(part, reason, "alg");
        });
        return "SHA256withRSA";
    }

    private static MalformedProof unsupported(Part part) {
        return new MalformedProof(part, Reason.ALGORITHM_UNSUPPORTED, "alg");
    }
}
