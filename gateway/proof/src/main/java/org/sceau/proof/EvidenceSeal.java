package org.sceau.proof;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the seals of an evidence file are worth, whose values fit.
 *
 * @param sealer of the file
 * @param second beside it, when it is of the same organisation and every key on its way to an anchor, the anchor's too, is
 *     ML-DSA, which has not ended
 * @param secondUntrusted whether it is there and is not of that kind
 * @param revocationExamined whether revocation lists were there to ask, and answered
 */
record EvidenceSeal(Sealer sealer, Optional<SecondSeal> second, boolean secondUntrusted, boolean revocationExamined) {

    /**
     * The seals, judged.
     *
     * @param asked the caller's anchors and lists, and the lists in the file
     * @throws MalformedProof when the seal may not be believed, or has ended and no second one holds the file: whoever breaks
     *     the first takes the second away
     */
    static EvidenceSeal of(CadesVerifier.Signed signed, TrustAnchors anchors, TrustAnchors asked) {
        Sealer sealer = sealer(signed.chain(), signed.at(), anchors.withoutLists());
        Optional<SecondSeal> second = second(signed, anchors.withoutLists());
        if (hasEnded(signed.chain(), anchors) && second.isEmpty()) {
            throw new MalformedProof(Part.SIGNATURE, Reason.ALGORITHM_EXPIRED, EvidenceMember.SIGNATURE_FILE);
        }
        boolean mayBeSilent = !anchors.checksRevocation();
        boolean examined = isExamined(signed.chain(), signed.at(), asked, mayBeSilent)
                && (second.isEmpty() || isExamined(signed.second(), signed.at(), asked, mayBeSilent));
        return new EvidenceSeal(
                sealer, second, second.isEmpty() && !signed.second().isEmpty(), examined);
    }

    private static Optional<SecondSeal> second(CadesVerifier.Signed signed, TrustAnchors anchors) {
        return signed.second().isEmpty() || hasEnded(signed.second(), anchors)
                ? Optional.empty()
                : SecondSeal.of(signed.second(), signed.at(), signed.chain().getFirst(), anchors);
    }

    /** By its keys: of hashes that have ended, receipts speak ({@link Limit#HASH_ENDED}). */
    private static boolean hasEnded(List<X509Certificate> chain, TrustAnchors anchors) {
        return anchors.moment()
                .filter(moment -> chain.stream()
                        .flatMap(certificate -> KeyNames.of(certificate).stream())
                        .filter(name -> !name.startsWith("sha-"))
                        .flatMap(name -> moment.dates().end(name).stream())
                        .anyMatch(end -> !moment.at().isBefore(end)))
                .isPresent();
    }

    private static boolean isExamined(
            List<X509Certificate> chain, Instant at, TrustAnchors asked, boolean mayBeSilent) {
        if (!asked.checksRevocation()) {
            return false;
        }
        if (mayBeSilent
                && asked.validate(chain, at) instanceof ChainVerdict.NotTrusted(Reason reason)
                && reason == Reason.REVOCATION_UNKNOWN) {
            return false;
        }
        var _ = sealer(chain, at, asked);
        return true;
    }

    private static Sealer sealer(List<X509Certificate> chain, Instant at, TrustAnchors anchors) {
        return switch (anchors.validate(chain, at)) {
            case ChainVerdict.NotTrusted(Reason reason) ->
                throw new MalformedProof(Part.CERTIFICATE, reason, EvidenceMember.SIGNATURE_FILE);
            case ChainVerdict.Trusted(X509Certificate anchor) -> Sealer.of(chain.getFirst(), anchor, at);
        };
    }
}
