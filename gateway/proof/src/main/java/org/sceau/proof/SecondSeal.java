package org.sceau.proof;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * A second seal that holds.
 *
 * @param algorithm that it is made with
 * @param sealer who made it
 */
public record SecondSeal(MlDsa algorithm, Sealer sealer) {

    /**
     * The seal of {@code chain}, whose value fits; empty when it is not of {@code first}'s organisation, or a key on its way to
     * an anchor, the anchor's too, is not ML-DSA.
     *
     * @param at its stated time
     * @param first the certificate of the seal that it stands beside
     */
    static Optional<SecondSeal> of(
            List<X509Certificate> chain, Instant at, X509Certificate first, TrustAnchors anchors) {
        X509Certificate own = chain.getFirst();
        return switch (anchors.validate(chain, at)) {
            case ChainVerdict.NotTrusted _ -> Optional.empty();
            case ChainVerdict.Trusted(X509Certificate anchor) ->
                MlDsa.of(own.getPublicKey())
                        .filter(_ -> isMlDsa(Stream.concat(chain.stream(), Stream.of(anchor))))
                        .filter(_ -> isOfSameOrganisation(own, first))
                        .map(algorithm -> new SecondSeal(algorithm, Sealer.of(own, anchor, at)));
        };
    }

    private static boolean isMlDsa(Stream<X509Certificate> chain) {
        return chain.allMatch(
                certificate -> MlDsa.of(certificate.getPublicKey()).isPresent());
    }

    /** The same name, in whatever order, but for the common name: another organisation's seal beside a forged one would say nothing. */
    private static boolean isOfSameOrganisation(X509Certificate one, X509Certificate other) {
        Set<Rdn> own = organisation(one);
        return own.stream().anyMatch(rdn -> rdn.getType().equalsIgnoreCase("O")) && own.equals(organisation(other));
    }

    private static Set<Rdn> organisation(X509Certificate certificate) {
        try {
            return new LdapName(certificate.getSubjectX500Principal().getName())
                    .getRdns().stream()
                            .filter(rdn -> !rdn.getType().equalsIgnoreCase("CN"))
                            .collect(Collectors.toUnmodifiableSet());
        } catch (InvalidNameException e) {
            return Set.of();
        }
    }
}
