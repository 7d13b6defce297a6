package org.sceau.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Where the revocation of a certificate is said (RFC 5280, section 4.2.1.13).
 *
 * @param names that a list must have one of, if it has names
 * @param reasons mask of {@link Reasons}
 * @param issuers authorities that list in place of the certificate's issuer; empty when it lists itself
 */
record DistributionPoint(Set<String> names, int reasons, Set<X500Principal> issuers) {
    private static final String EXTENSION = "2.5.29.31";
    /** Most points that are looked at: one for each of the eight reasons. */
    private static final int MAXIMUM = 8;

    /** Copies its sets. */
    DistributionPoint {
        names = Set.copyOf(names);
        issuers = Set.copyOf(issuers);
    }

    /** The points a certificate names, then its issuer itself. Throws IllegalArgumentException when they are malformed. */
    static List<DistributionPoint> of(X509Certificate certificate) {
        X500Principal issuer = certificate.getIssuerX500Principal();
        List<DistributionPoint> points = new ArrayList<>();
        byte[] wrapped = certificate.getExtensionValue(EXTENSION);
        if (wrapped != null) {
            for (var point : CRLDistPoint.getInstance(
                            ASN1OctetString.getInstance(wrapped).getOctets())
                    .getDistributionPoints()) {
                if (points.size() < MAXIMUM) {
                    points.add(of(point, issuer));
                }
            }
        }
        points.add(new DistributionPoint(Set.of(PointNames.of(issuer)), Reasons.ALL, Set.of()));
        return points;
    }

    private static DistributionPoint of(org.bouncycastle.asn1.x509.DistributionPoint point, X500Principal issuer) {
        Set<X500Principal> issuers = Optional.ofNullable(point.getCRLIssuer())
                .map(DistributionPoint::directoryNames)
                .orElse(Set.of());
        X500Principal lister = issuers.isEmpty() ? issuer : issuers.iterator().next();
        Set<String> names = Optional.ofNullable(point.getDistributionPoint())
                .map(name -> PointNames.of(name, lister))
                .orElseGet(() -> Optional.ofNullable(point.getCRLIssuer())
                        .map(PointNames::of)
                        .orElse(Set.of()));
        return new DistributionPoint(names, Reasons.of(point.getReasons()), issuers);
    }

    private static Set<X500Principal> directoryNames(GeneralNames names) {
        Set<X500Principal> found = new HashSet<>();
        for (GeneralName name : names.getNames()) {
            if (name.getTagNo() == GeneralName.directoryName) {
                found.add(PointNames.principal(X500Name.getInstance(name.getName())));
            }
        }
        return found;
    }

    /** Whether {@code list}, which is complete, speaks of certificates of {@code issuer} that name this point. */
    boolean covers(RevocationList list, X500Principal issuer, boolean authority) {
        ListScope scope = list.scope();
        boolean own = list.issuer().equals(issuer) && (issuers.isEmpty() || issuers.contains(issuer));
        boolean appointed = issuers.contains(list.issuer()) && scope.indirect();
        boolean named = scope.names().isEmpty() || scope.names().stream().anyMatch(names::contains);
        return (own || appointed) && named && (authority ? scope.authorities() : scope.users());
    }
}
