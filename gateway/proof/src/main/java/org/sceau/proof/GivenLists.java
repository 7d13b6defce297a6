package org.sceau.proof;

import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the revocation lists that the verifier was given say of later days: a chain is validated for the time that is stated
 * under it, and a key that was stolen can state any. A seal counts from the time that a time-stamp shows, a time-stamp
 * until the next one covers it (EN 319 102-1 clause 5.6.2.4, past signature validation).
 */
final class GivenLists {
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";

    private final TrustAnchors anchors;
    private final List<X509CRL> whole;

    GivenLists(TrustAnchors anchors) {
        this.anchors = anchors;
        this.whole = anchors.lists().stream().filter(GivenLists::isReadable).toList();
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

    /** Throws {@link MalformedProof} when {@code token} was not to be believed any more at {@code covered}. */
    void requireBelieved(Part part, TimeStampToken token, Instant covered) {
        List<X509Certificate> chain = token.chain();
        for (X509Certificate certificate : chain) {
            revoked(certificate, chain)
                    .ifPresent(entry -> StampRevocation.requireHarmless(
                            part, entry, token.info().at(), covered));
        }
    }

    /** Throws {@link MalformedProof} when a sealer is revoked and nothing shows that the seal is older than that. */
    void requireOlder(Part part, List<X509Certificate> chain, Optional<Instant> shown) {
        for (X509Certificate certificate : chain) {
            Optional<Instant> since = revoked(certificate, chain)
                    .map(entry -> entry.getRevocationDate().toInstant());
            if (since.isPresent() && shown.filter(since.get()::isAfter).isEmpty()) {
                throw new MalformedProof(part, Reason.CHAIN_REVOKED, "x5c");
            }
        }
    }

    private boolean knowUntil(TimeStampToken token, Instant covered) {
        List<X509Certificate> chain = token.chain();
        return !anchors.checksRevocation()
                || chain.stream()
                        .filter(certificate -> !anchors.hold(certificate))
                        .allMatch(certificate -> whole.stream()
                                .anyMatch(list -> answers(list, certificate, chain)
                                        && list.getNextUpdate() != null
                                        && !list.getNextUpdate().toInstant().isBefore(covered)));
    }

    /** The first time that it was, but for a hold which the newest list does not know any more. */
    private Optional<X509CRLEntry> revoked(X509Certificate certificate, List<X509Certificate> chain) {
        if (anchors.hold(certificate)) {
            return Optional.empty();
        }
        List<X509CRL> answering = whole.stream()
                .filter(list -> answers(list, certificate, chain))
                .sorted(Comparator.comparing(list -> list.getThisUpdate().toInstant()))
                .toList();
        for (X509CRL list : answering) {
            X509CRLEntry entry = list.getRevokedCertificate(certificate);
            boolean counts = entry != null
                    && (entry.getRevocationReason() != CRLReason.CERTIFICATE_HOLD || list.equals(answering.getLast()));
            if (counts) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private boolean answers(X509CRL list, X509Certificate certificate, List<X509Certificate> chain) {
        List<X509Certificate> issuers = new ArrayList<>(chain);
        issuers.addAll(anchors.certificates());
        return ListIssuer.of(certificate).mayBe(ListIssuer.of(list)) && ValidationValues.isSigned(list, issuers);
    }
}
