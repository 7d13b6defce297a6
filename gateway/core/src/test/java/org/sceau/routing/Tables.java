package org.sceau.routing;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sceau.document.SubmissionFixture;
import org.sceau.proof.Digest;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;

/** Partners, routes and tables for tests. */
public final class Tables {
    public static final PartnerId LABO = new PartnerId("labo");
    public static final PartnerId HOPITAL = new PartnerId("hopital");
    public static final PartnerId HEBERGEUR = new PartnerId("hebergeur");
    public static final String HOPITAL_IDENTIFIER = "urn:oid:1.2.250.1.71.4.2.2|1750000002";
    public static final String LAB_REPORT = "http://loinc.org|11502-2";
    public static final WithoutConsent PERMIT = new WithoutConsent.Permit("CSP L.1110-4");
    public static final Digest CONFIGURATION = Digest.sha256("conf".getBytes(StandardCharsets.UTF_8));
    public static final Digest ROUTE_FILE = Digest.sha256("route".getBytes(StandardCharsets.UTF_8));

    private Tables() {}

    /** A partner with every right. */
    public static Partner partner(PartnerId id, Channel channel, List<String> identifiers) {
        return partner(id, channel, identifiers, Set.of(Right.values()), List.of(), Optional.empty());
    }

    /** The laboratory, which may submit and calls with this certificate. */
    public static Partner submitter(X509Certificate registered, Optional<Quality> recorded) {
        return new Partner(
                LABO,
                "Test",
                List.of(),
                Set.of(Right.SUBMIT),
                List.of(),
                List.of(registered),
                Optional.empty(),
                Optional.empty(),
                new Channel.Inbox(),
                Retry.DEFAULT,
                Optional.empty(),
                recorded,
                Locale.FRENCH,
                Optional.empty());
    }

    /** A partner. */
    public static Partner partner(
            PartnerId id,
            Channel channel,
            List<String> identifiers,
            Set<Right> may,
            List<X509Certificate> auth,
            Optional<X509Certificate> reader) {
        return new Partner(
                id,
                "Test",
                identifiers,
                may,
                List.of(SubmissionFixture.PROFILE),
                auth,
                reader,
                Optional.empty(),
                channel,
                Retry.DEFAULT,
                channel instanceof Channel.HostingStore
                        ? Optional.of(accreditation(LocalDate.of(2030, 1, 1)))
                        : Optional.empty(),
                Optional.empty(),
                Locale.FRENCH,
                Optional.empty());
    }

    /** A partner with an application that asks persons. */
    public static Partner application(PartnerId id, PersonalClient client, Set<Right> may) {
        return new Partner(
                id,
                "Test",
                List.of(),
                may,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new Channel.Inbox(),
                Retry.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                Locale.FRENCH,
                Optional.of(client));
    }

    /** An accreditation in scope until the end of a day. */
    public static Accreditation accreditation(LocalDate validUntil) {
        return new Accreditation(
                "HDS-1", Accreditation.NEEDED, validUntil, "FR", URI.create("https://store.example/transfers"));
    }

    /** A route in custody. */
    public static Route route(String id, int priority, Match match, List<PartnerId> to, List<PartnerId> toIntended) {
        return route(id, priority, match, to, toIntended, UnknownRecipients.REFUSE, PERMIT);
    }

    /** A route in custody. */
    public static Route route(
            String id,
            int priority,
            Match match,
            List<PartnerId> to,
            List<PartnerId> toIntended,
            UnknownRecipients unknown,
            WithoutConsent withoutConsent) {
        return new Route(
                new RouteId(id),
                "Test",
                priority,
                match,
                to,
                toIntended,
                unknown,
                Mode.CUSTODY,
                withoutConsent,
                Duration.ofHours(24),
                Validation.RULES,
                new WhenUnstamped.GoOn(),
                TimeStamping.JOURNAL,
                AuthorSignature.REPORT);
    }

    /** The same route with another answer to missing time-stamps. */
    public static Route unstamped(Route route, WhenUnstamped when) {
        return with(route, when, route.authorSignature());
    }

    /** The same route, with authors' signatures required. */
    public static Route signed(Route route) {
        return with(route, route.whenUnstamped(), AuthorSignature.REQUIRE);
    }

    private static Route with(Route route, WhenUnstamped when, AuthorSignature signature) {
        return new Route(
                route.id(),
                route.description(),
                route.priority(),
                route.match(),
                route.to(),
                route.toIntended(),
                route.unknownRecipients(),
                route.mode(),
                route.withoutConsent(),
                route.limit(),
                route.validate(),
                when,
                route.timeStamp(),
                signature);
    }

    /** Labo, hopital and hebergeur. */
    public static List<Partner> partners() {
        return List.of(
                partner(LABO, new Channel.Inbox(), List.of()),
                partner(HOPITAL, new Channel.Inbox(), List.of(HOPITAL_IDENTIFIER)),
                partner(HEBERGEUR, new Channel.HostingStore(Optional.empty()), List.of()));
    }

    /** The three partners and these routes. */
    public static RoutingTable table(Route... routes) {
        return table(partners(), routes);
    }

    /** These partners and routes. */
    public static RoutingTable table(List<Partner> partners, Route... routes) {
        Map<RouteId, Digest> digests = Map.of(routes[0].id(), ROUTE_FILE);
        return new RoutingTable(partners, List.of(routes), digests, Revisions.of(CONFIGURATION));
    }
}
