package org.sceau.proof;

import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * Whether a time-stamp was still to be believed when the next one covered it: no certificate under it was revoked by then,
 * but for reasons that leave earlier time-stamps valid (RFC 3161 section 4: unspecified, affiliation changed, superseded,
 * cessation of operation, each stated; without a reason none is valid).
 */
final class StampRevocation {
    private static final Set<CRLReason> HARMLESS = EnumSet.of(
            CRLReason.UNSPECIFIED,
            CRLReason.AFFILIATION_CHANGED,
            CRLReason.SUPERSEDED,
            CRLReason.CESSATION_OF_OPERATION);

    private StampRevocation() {}

    /**
     * Asks the lists about the certificates of {@code covered}; throws {@link MalformedProof} when one is revoked, or the
     * lists are not exactly one of each issuer, whole and in force at {@code at}.
     */
    static void verify(List<byte[]> lists, TimeStampToken covered, Instant at, TrustAnchors anchors) {
        List<X509Certificate> chain = covered.chain();
        Map<X500Principal, X509CRL> answering = new HashMap<>();
        for (byte[] der : lists) {
            X509CRL list = ValidationValues.list(der, issuers(chain, anchors));
            if (!isWhole(list, at) || answering.put(list.getIssuerX500Principal(), list) != null) {
                throw new MalformedProof(Part.REVOCATION, Reason.VALUE_INVALID, "tstVD");
            }
        }
        for (X509Certificate certificate : chain) {
            X509CRL list = Optional.ofNullable(answering.get(certificate.getIssuerX500Principal()))
                    .orElseThrow(() -> new MalformedProof(Part.REVOCATION, Reason.REVOCATION_UNKNOWN, "tstVD"));
            X509CRLEntry entry = list.getRevokedCertificate(certificate);
            if (entry != null) {
                requireHarmless(Part.RENEWAL, entry, covered.info().at(), at);
            }
        }
        if (answering.size() > issuersOf(chain)) {
            throw new MalformedProof(Part.REVOCATION, Reason.VALUE_INVALID, "tstVD");
        }
    }

    private static List<X509Certificate> issuers(List<X509Certificate> chain, TrustAnchors anchors) {
        List<X509Certificate> issuers = new ArrayList<>(chain);
        issuers.addAll(anchors.certificates());
        return issuers;
    }

    private static long issuersOf(List<X509Certificate> chain) {
        return chain.stream()
                .map(X509Certificate::getIssuerX500Principal)
                .distinct()
                .count();
    }

    /** Critical extensions make a list answer in part only (RFC 5280 section 5.2). */
    private static boolean isWhole(X509CRL list, Instant at) {
        Set<String> critical = list.getCriticalExtensionOIDs();
        return (critical == null || critical.isEmpty())
                && !at.isBefore(list.getThisUpdate().toInstant())
                && list.getNextUpdate() != null
                && !at.isAfter(list.getNextUpdate().toInstant());
    }

    /** Throws {@link MalformedProof} when by {@code at} nothing that was stamped is to be believed any more. */
    static void requireHarmless(Part part, X509CRLEntry entry, Instant stamped, Instant at) {
        if (entry.getRevocationDate().toInstant().isAfter(at)) {
            return;
        }
        boolean harmless = entry.getRevocationReason() != null
                && HARMLESS.contains(entry.getRevocationReason())
                && stamped.isBefore(entry.getRevocationDate().toInstant());
        if (!harmless) {
            throw new MalformedProof(part, Reason.CHAIN_REVOKED, "certificates");
        }
    }
}
