package org.sceau.proof;

import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the revocation lists that the verifier was given say of later days: a chain is validated for the time that is stated
 * under it, and a key that was stolen can state any. A seal counts from the time that a time-stamp shows, a time-stamp
 * until the next one covers it (EN 319 102-1 clause 5.6.2.4, past signature validation). For one thread.
 */
final class GivenLists {
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    private static final String EXPIRED_CERTS_ON_CRL = "2.5.29.60";

    private final TrustAnchors anchors;
    private final List<X509CRL> readable;
    private final IdentityHashMap<X509CRL, Map<X509Certificate, Boolean>> signed = new IdentityHashMap<>();

    GivenLists(TrustAnchors anchors) {
        this.anchors = anchors;
        this.readable = anchors.lists().stream().filter(GivenLists::isReadable).toList();
    }

    /** Delta lists, and what else changes the meaning of entries, are passed over (RFC 5280 section 5.2). */
    private static boolean isReadable(X509CRL list) {
        Set<String> critical = list.getCriticalExtensionOIDs();
        return critical == null || Set.of(ISSUING_DISTRIBUTION_POINT).containsAll(critical);
    }

    /**
     * Asks about all that is under a receipt, the last time-stamp until {@code until}; throws {@link MalformedProof} when one of
     * them was revoked before it was covered.
     *
     * @return whether there was anybody to ask about each authority; without any list nothing is asked
     */
    boolean examine(Receipt receipt, Optional<Instant> until) {
        List<TimeStampToken> tokens = new ArrayList<>();
        receipt.stamp().ifPresent(tokens::add);
        receipt.renewals().forEach(renewed -> tokens.add(renewed.renewal().token()));
        boolean known = true;
        for (int i = 0; i < tokens.size(); i++) {
            Optional<Instant> covered =
                    i + 1 < tokens.size() ? Optional.of(tokens.get(i + 1).info().at()) : until;
            if (covered.isPresent()) {
                requireBelieved(i == 0 ? Part.STAMP : Part.RENEWAL, tokens.get(i), covered.get());
                known &= knowUntil(tokens.get(i), covered.get());
            }
        }
        Optional<Instant> shown =
                tokens.stream().map(token -> token.info().at()).findFirst().or(() -> until);
        requireOlder(Part.SEAL, receipt.sealed().chain(), shown);
        return known;
    }

    /**
     * As above, by lists that came with the receipt at {@code made}: a seal that no time-stamp shows, and whose certificate was
     * only replaced since, stays its maker's word, of which nothing is known.
     */
    boolean examineWithin(Receipt receipt, Instant made) {
        if (receipt.stamp().isPresent()) {
            return examine(receipt, Optional.of(made));
        }
        Instant stated = JadesHeader.ofFile(Part.SEAL, receipt.sealed().jades()).at();
        List<X509Certificate> chain = receipt.sealed().chain();
        boolean known = true;
        for (X509Certificate certificate : below(chain)) {
            for (X509CRLEntry entry : revocations(certificate, chain)) {
                StampRevocation.requireHarmless(Part.SEAL, entry, stated, made);
                known = false;
            }
        }
        return known;
    }

    /** Throws {@link MalformedProof} when {@code token} was not to be believed any more at {@code covered}. */
    void requireBelieved(Part part, TimeStampToken token, Instant covered) {
        List<X509Certificate> chain = token.chain();
        for (X509Certificate certificate : chain) {
            for (X509CRLEntry entry : revocations(certificate, chain)) {
                StampRevocation.requireHarmless(part, entry, token.info().at(), covered);
            }
        }
    }

    /** Throws {@link MalformedProof} when a sealer is revoked and nothing shows that the seal is older than that. */
    void requireOlder(Part part, List<X509Certificate> chain, Optional<Instant> shown) {
        if (!isOlder(chain, shown)) {
            throw new MalformedProof(part, Reason.CHAIN_REVOKED, "x5c");
        }
    }

    /** Whether nobody in {@code chain} is revoked, or what was {@code shown} by then only since. */
    boolean isOlder(List<X509Certificate> chain, Optional<Instant> shown) {
        return below(chain).stream()
                .flatMap(certificate -> revocations(certificate, chain).stream())
                .allMatch(entry -> shown.filter(entry.getRevocationDate().toInstant()::isAfter)
                        .isPresent());
    }

    /** What is behind an anchor, nobody relies on. */
    private List<X509Certificate> below(List<X509Certificate> chain) {
        return chain.stream()
                .takeWhile(certificate -> !anchors.hold(certificate))
                .toList();
    }

    /** Whether there was anybody to ask about {@code token} up to {@code covered}; without any list nothing is asked. */
    boolean knowUntil(TimeStampToken token, Instant covered) {
        List<X509Certificate> chain = token.chain();
        return !anchors.checksRevocation()
                || chain.stream()
                        .filter(certificate -> !anchors.hold(certificate))
                        .allMatch(certificate -> readable.stream()
                                .anyMatch(list -> answers(list, certificate, chain)
                                        && list.getExtensionValue(ISSUING_DISTRIBUTION_POINT) == null
                                        && speaksOf(list, certificate)
                                        && list.getNextUpdate() != null
                                        && !list.getNextUpdate().toInstant().isBefore(covered)));
    }

    /** Every entry, whichever list has it, but for holds that were released: reasons and dates can change for the worse. */
    private List<X509CRLEntry> revocations(X509Certificate certificate, List<X509Certificate> chain) {
        if (anchors.hold(certificate)) {
            return List.of();
        }
        List<X509CRL> answering = readable.stream()
                .filter(list -> answers(list, certificate, chain))
                .toList();
        List<X509CRLEntry> entries = new ArrayList<>();
        for (X509CRL list : answering) {
            X509CRLEntry entry = list.getRevokedCertificate(certificate);
            boolean counts = entry != null
                    && (entry.getRevocationReason() != CRLReason.CERTIFICATE_HOLD
                            || answering.stream().noneMatch(later -> releases(later, list, certificate)));
            if (counts) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** A later list of the same scope that still speaks of the certificate. */
    private static boolean releases(X509CRL later, X509CRL held, X509Certificate certificate) {
        return later.getThisUpdate().toInstant().isAfter(held.getThisUpdate().toInstant())
                && Arrays.equals(
                        later.getExtensionValue(ISSUING_DISTRIBUTION_POINT),
                        held.getExtensionValue(ISSUING_DISTRIBUTION_POINT))
                && ListIssuer.of(later).equals(ListIssuer.of(held))
                && speaksOf(later, certificate)
                && later.getRevokedCertificate(certificate) == null;
    }

    /** Certificates that have ended are taken out of lists (RFC 5280 section 3.3), unless it is stated that they are not. */
    private static boolean speaksOf(X509CRL list, X509Certificate certificate) {
        return !list.getThisUpdate()
                        .toInstant()
                        .isAfter(certificate.getNotAfter().toInstant())
                || list.getExtensionValue(EXPIRED_CERTS_ON_CRL) != null;
    }

    private boolean answers(X509CRL list, X509Certificate certificate, List<X509Certificate> chain) {
        return ListIssuer.of(certificate).mayBe(ListIssuer.of(list))
                && (chain.stream().anyMatch(issuer -> hasSigned(issuer, list))
                        || anchors.certificates().stream().anyMatch(issuer -> hasSigned(issuer, list)));
    }

    private boolean hasSigned(X509Certificate issuer, X509CRL list) {
        return signed.computeIfAbsent(list, _ -> new HashMap<>())
                .computeIfAbsent(issuer, _ -> ValidationValues.isSigned(list, List.of(issuer)));
    }
}
