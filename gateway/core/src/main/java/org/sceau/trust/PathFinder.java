package org.sceau.trust;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.suites.KeySuite;

/** Finds the way from a certificate to an anchor (RFC 5280, section 6). The platform builds it; {@link RevocationCheck} judges it. */
final class PathFinder {
    /** Most authorities between a certificate and its root: IGC-Santé has one, the largest public PKIs three. */
    private static final int MAXIMUM_INTERMEDIATES = 4;

    private PathFinder() {}

    /**
     * The path, end-entity certificate first, without the anchor; empty when there is none that is valid at that time.
     *
     * @param findings where algorithms and revocation are to be judged, what was found
     */
    static List<X509Certificate> find(
            List<X509Certificate> presented, PathQuestion question, Optional<Findings> findings) {
        List<X509Certificate> path = new ArrayList<>();
        try {
            PKIXBuilderParameters parameters = parameters(question, presented);
            findings.ifPresent(kept -> parameters.addCertPathChecker(new RevocationCheck(question, kept)));
            var target = new X509CertSelector();
            target.setCertificate(presented.getFirst());
            parameters.setTargetCertConstraints(target);
            CertPathBuilder builder = CertPathBuilder.getInstance(KeySuite.PATH);
            for (Certificate certificate :
                    builder.build(parameters).getCertPath().getCertificates()) {
                if (certificate instanceof X509Certificate x509) {
                    path.add(x509);
                }
            }
            return path;
        } catch (CertPathBuilderException _) {
            return List.of();
        } catch (GeneralSecurityException e) {
            throw new TrustUnusable("the platform validates no certificate paths");
        }
    }

    /** Path rules of this gateway: these anchors, this time, no network. */
    static PKIXBuilderParameters parameters(PathQuestion question, List<X509Certificate> presented)
            throws GeneralSecurityException {
        Set<TrustAnchor> roots = new HashSet<>();
        question.roots().forEach(root -> roots.add(new TrustAnchor(root, null)));
        List<X509Certificate> candidates = new ArrayList<>(presented);
        candidates.addAll(question.anchors().intermediates());
        var parameters = new PKIXBuilderParameters(roots, new X509CertSelector());
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(candidates)));
        parameters.setRevocationEnabled(false);
        parameters.setMaxPathLength(MAXIMUM_INTERMEDIATES);
        parameters.setDate(Date.from(question.at()));
        PathRules rules = question.anchors().rules();
        parameters.setInitialPolicies(rules.policies());
        parameters.setExplicitPolicyRequired(rules.explicitPolicy());
        parameters.setPolicyMappingInhibited(rules.inhibitMapping());
        parameters.setAnyPolicyInhibited(rules.inhibitAny());
        return parameters;
    }
}
