package org.sceau.trust;

import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;

/**
 * Which certificates and reasons a revocation list speaks of (RFC 5280, section 5.2.5).
 *
 * @param names of its distribution point; empty when it has none
 * @param users whether it speaks of end-entity certificates
 * @param authorities whether it speaks of authorities' certificates
 * @param reasons mask of {@link Reasons}
 * @param indirect whether it speaks of other authorities' certificates
 */
record ListScope(Set<String> names, boolean users, boolean authorities, int reasons, boolean indirect) {
    /** Everything that its issuer issued. */
    static final ListScope COMPLETE = new ListScope(Set.of(), true, true, Reasons.ALL, false);

    /** Copies its set. */
    ListScope {
        names = Set.copyOf(names);
    }

    /** Decodes; throws IllegalArgumentException when it is malformed or speaks of attribute certificates only. */
    static ListScope of(byte[] extension, X500Principal issuer) {
        IssuingDistributionPoint point = IssuingDistributionPoint.getInstance(extension);
        int kinds = (point.onlyContainsUserCerts() ? 1 : 0)
                + (point.onlyContainsCACerts() ? 1 : 0)
                + (point.onlyContainsAttributeCerts() ? 1 : 0);
        if (kinds > 1 || point.onlyContainsAttributeCerts()) {
            throw new IllegalArgumentException("it speaks of attribute certificates, or of nothing");
        }
        Set<String> names = Optional.<DistributionPointName>ofNullable(point.getDistributionPoint())
                .map(name -> PointNames.of(name, issuer))
                .orElse(Set.of());
        return new ListScope(
                names,
                !point.onlyContainsCACerts(),
                !point.onlyContainsUserCerts(),
                Reasons.of(point.getOnlySomeReasons()),
                point.isIndirectCRL());
    }
}
