package org.sceau.routing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sceau.document.Submission;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.Caller;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/** The partners and routes in force, and the choice among them. Immutable: a changed configuration is a new table. */
public final class RoutingTable {
    private final NavigableMap<PartnerId, Partner> partners;
    private final Map<Digest, Partner> callers;
    private final List<Route> routes;
    private final Revisions inForce;
    private final Map<RouteId, Revisions> ofRoutes = new HashMap<>();

    /**
     * Takes what {@code check} has found in order.
     *
     * @param partners with distinct ids and certificates
     * @param routes with distinct ids and priorities
     * @param routeDigests SHA-256 of each route's file
     * @param inForce what is in force where no route is concerned
     */
    public RoutingTable(
            Collection<Partner> partners,
            Collection<Route> routes,
            Map<RouteId, Digest> routeDigests,
            Revisions inForce) {
        this.partners = byId(partners);
        this.callers = byThumbprint(partners);
        this.routes = routes.stream()
                .sorted(Comparator.comparingInt(Route::priority).reversed().thenComparing(Route::id))
                .toList();
        this.inForce = inForce;
        routeDigests.forEach((route, digest) -> ofRoutes.put(route, inForce.with("route", digest)));
    }

    /** Where a submission of this caller goes. Asks nothing but the table: consent and certificates are not its business. */
    public Plan plan(Caller caller, Submission submission) {
        Set<String> named = new LinkedHashSet<>(submission.submissionSet().intendedRecipients());
        Asked asked = new Asked(caller.partner(), submission, intended(named));
        List<Plan.Tried> tried = new ArrayList<>();
        for (Route route : routes) {
            Optional<String> whyNot = RouteMatcher.whyNot(route.match(), asked);
            tried.add(new Plan.Tried(route.id(), whyNot));
            if (whyNot.isEmpty()) {
                return take(route, named, asked, tried);
            }
        }
        return new Plan.Unroutable("routing:none", inForce, List.of(Issue.of(FailureCode.NO_ROUTE)), tried);
    }

    /** A partner by its id. */
    public Optional<Partner> partner(PartnerId id) {
        return Optional.ofNullable(partners.get(id));
    }

    /** The partner that calls with the certificate of this thumbprint. */
    public Optional<Partner> partner(Digest authThumbprint) {
        return Optional.ofNullable(callers.get(authThumbprint));
    }

    /** A route by its id. */
    public Optional<Route> route(RouteId id) {
        return routes.stream().filter(route -> route.id().equals(id)).findFirst();
    }

    /** All partners, by id. */
    public Collection<Partner> partners() {
        return Collections.unmodifiableCollection(partners.values());
    }

    /** All routes, the highest priority first. */
    public List<Route> routes() {
        return routes;
    }

    /** What is in force for a route. */
    public Revisions revisions(RouteId route) {
        return ofRoutes.getOrDefault(route, inForce);
    }

    /** What is in force where no route is concerned. */
    public Revisions revisions() {
        return inForce;
    }

    private Plan take(Route route, Set<String> named, Asked asked, List<Plan.Tried> tried) {
        Set<PartnerId> ids = new LinkedHashSet<>(route.to());
        route.toIntended().stream().filter(asked.intended()::contains).forEach(ids::add);
        List<Partner> recipients = ids.stream()
                .map(partners::get)
                .filter(partner -> partner != null)
                .toList();
        List<Issue> unserved = unserved(named, recipients);
        boolean refuse = route.unknownRecipients() == UnknownRecipients.REFUSE && !unserved.isEmpty();
        if (refuse || recipients.isEmpty()) {
            List<Issue> issues = unserved.isEmpty() ? List.of(Issue.of(FailureCode.NO_ROUTE)) : unserved;
            return new Plan.Unroutable("route:" + route.id() + "/recipients", revisions(route.id()), issues, tried);
        }
        return new Plan.Planned(route, recipients, "route:" + route.id(), revisions(route.id()), unserved, tried);
    }

    private static List<Issue> unserved(Set<String> named, List<Partner> recipients) {
        Set<String> left = new LinkedHashSet<>(named);
        recipients.forEach(partner -> left.removeAll(partner.identifiers()));
        return left.stream()
                .map(_ -> Issue.at(FailureCode.RECIPIENT_UNKNOWN, "List.extension('ihe-intendedRecipient')"))
                .toList();
    }

    private Set<PartnerId> intended(Set<String> named) {
        Set<PartnerId> found = new LinkedHashSet<>();
        for (Partner partner : partners.values()) {
            if (!Collections.disjoint(partner.identifiers(), named)) {
                found.add(partner.id());
            }
        }
        return found;
    }

    private static NavigableMap<PartnerId, Partner> byId(Collection<Partner> partners) {
        NavigableMap<PartnerId, Partner> map = new TreeMap<>();
        partners.forEach(partner -> map.put(partner.id(), partner));
        return map;
    }

    private static Map<Digest, Partner> byThumbprint(Collection<Partner> partners) {
        Map<Digest, Partner> map = new HashMap<>();
        partners.forEach(partner -> partner.authThumbprints().forEach(thumbprint -> map.put(thumbprint, partner)));
        return map;
    }
}
