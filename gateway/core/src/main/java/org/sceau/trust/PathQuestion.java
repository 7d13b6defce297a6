package org.sceau.trust;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is asked of a path.
 *
 * @param anchors who is trusted, and the lists
 * @param roots those of the anchors that the path may end at
 * @param at when it must be valid
 * @param grace how much longer than stated lists count
 * @param underway lists whose signer is being judged, which ends the circle when one speaks of its own signer
 */
record PathQuestion(
        TrustAnchors anchors, List<X509Certificate> roots, Instant at, Duration grace, Set<RevocationList> underway) {

    static PathQuestion of(TrustAnchors anchors, Instant at, Duration grace) {
        return new PathQuestion(anchors, anchors.anchors(), at, grace, Set.of());
    }

    /** Asked of the signer of {@code list}, whose path must end at the same anchors (RFC 5280, section 6.3.3 (f)). */
    PathQuestion ofSigner(RevocationList list) {
        Set<RevocationList> more = new HashSet<>(underway);
        more.add(list);
        return new PathQuestion(anchors, roots, at, grace, more);
    }

    /** The same of a path that ends at these anchors. */
    PathQuestion endingAt(List<X509Certificate> ends) {
        return new PathQuestion(anchors, ends, at, grace, underway);
    }

    /** The anchors whose name and key a certificate just below them has. */
    List<X509Certificate> anchorsOf(X509Certificate certificate) {
        return roots.stream()
                .filter(root -> OcspQuestion.issued(root, certificate))
                .toList();
    }
}
