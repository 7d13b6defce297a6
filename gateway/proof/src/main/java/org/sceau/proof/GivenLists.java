package org.sceau.proof;

import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the revocation lists that the verifier was given say of later days: a chain is validated for the time that is stated
 * under it, and a key that was stolen can state any. A seal counts from the time that a time-stamp shows, a time-stamp
 * until the next one covers it (EN 319 102-1 clause 5.6.2.4, past signature validation).
 */
final class GivenLists {
    private final TrustAnchors anchors;

    GivenLists(TrustAnchors anchors) {
        this.anchors = anchors;
    }

    /** Throws {@link MalformedProof} when {@code token} was not to be believed any more at {@code covered}. */
    void requireBelieved(Part part, TimeStampToken token, Instant covered) {
        List<X509Certificate> chain = token.chain();
        for (X509CRLEntry entry : entries(chain)) {
            StampRevocation.requireHarmless(part, entry, token.info().at(), covered);
        }
    }

    /** Throws {@link MalformedProof} when the sealer is revoked and nothing shows that the seal is older than that. */
    void requireOlder(SealedCheckpoint sealed, Optional<Instant> shown) {
        for (X509CRLEntry entry : entries(sealed.chain())) {
            boolean older =
                    shown.filter(entry.getRevocationDate().toInstant()::isAfter).isPresent();
            if (!older) {
                throw new MalformedProof(Part.SEAL, Reason.CHAIN_REVOKED, "x5c");
            }
        }
    }

    private List<X509CRLEntry> entries(List<X509Certificate> chain) {
        List<X509Certificate> issuers = new ArrayList<>(chain);
        issuers.addAll(anchors.certificates());
        List<X509CRLEntry> entries = new ArrayList<>();
        for (X509CRL list : anchors.lists()) {
            for (X509Certificate certificate : chain) {
                boolean answers = !anchors.hold(certificate)
                        && certificate.getIssuerX500Principal().equals(list.getIssuerX500Principal());
                X509CRLEntry entry = answers ? list.getRevokedCertificate(certificate) : null;
                if (entry != null && ValidationValues.isSigned(list, issuers)) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }
}
