package org.sceau.routing.crypto;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.routing.Partner;
import org.sceau.routing.Route;
import org.sceau.routing.RouteId;
import org.sceau.routing.RoutingTable;
import org.sceau.suites.ReaderPublicKey;
import org.sceau.suites.Suite;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;

/**
 * Two recipients of a route of whom one is held to suites against quantum computers and the other is not. One envelope carries
 * the content key for both, so that whoever opens it for the other has what the first one gets.
 *
 * @param route which
 * @param held who is held, by its line in {@code crypto.yaml}
 * @param other who is encrypted for in a classical suite
 * @param suites the other's classical ones, which a quantum computer breaks
 */
public record MixedRoute(RouteId route, PartnerId held, PartnerId other, List<ReaderSuite> suites) {
    /** Copies its list. */
    public MixedRoute {
        suites = List.copyOf(suites);
    }

    /**
     * All of them.
     *
     * @param at when: a suite that is not allowed then is used for nobody
     */
    public static List<MixedRoute> of(RoutingTable table, CryptoSettings settings, Instant at) {
        var suites = new ReaderSuites(settings);
        List<MixedRoute> mixed = new ArrayList<>();
        for (Route route : table.routes()) {
            // what a sender encrypts for its readers is the sender's choice
            Collection<PartnerId> recipients = route.mode() == Mode.SEALED_BY_SENDER ? Set.of() : recipients(route);
            for (PartnerSuites line : settings.partners()) {
                boolean held = line.encrypting().stream().noneMatch(ReaderSuite::isClassical);
                if (held && recipients.contains(line.partner())) {
                    recipients.stream()
                            .filter(other -> !other.equals(line.partner()))
                            .flatMap(other -> table.partner(other).stream())
                            .flatMap(other -> of(route.id(), line, other, suites.of(other.id(), at)).stream())
                            .forEach(mixed::add);
                }
            }
        }
        return mixed;
    }

    private static Collection<PartnerId> recipients(Route route) {
        return Stream.concat(route.to().stream(), route.toIntended().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<MixedRoute> of(RouteId route, PartnerSuites line, Partner other, Set<Suite> allowed) {
        List<ReaderSuite> others = used(other, allowed)
                .flatMap(suite -> ReaderSuite.of(suite).stream())
                .filter(ReaderSuite::isClassical)
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new MixedRoute(route, line.partner(), other.id(), others));
    }

    /** Whose certificate the directory chooses may have one of any suite that is allowed. */
    private static Stream<Suite> used(Partner reader, Set<Suite> allowed) {
        if (reader.readerInDirectory().isPresent()) {
            return allowed.stream();
        }
        return reader
                .readerCertificate()
                .flatMap(certificate -> ReaderPublicKey.of(certificate.getPublicKey()))
                .map(ReaderPublicKey::suite)
                .filter(allowed::contains)
                .stream();
    }
}
