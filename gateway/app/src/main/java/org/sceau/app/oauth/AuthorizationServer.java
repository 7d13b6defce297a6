package org.sceau.app.oauth;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.app.http.Bearers;
import org.sceau.app.http.Callers;
import org.sceau.app.http.Endpoint;
import org.sceau.app.http.HttpLimits;
import org.sceau.oauth.AccessTokens;
import org.sceau.oauth.AuthorizationCodes;
import org.sceau.oauth.AuthorizationRequests;
import org.sceau.oauth.ClientAssertions;
import org.sceau.oauth.Introspection;
import org.sceau.oauth.OwnTokens;
import org.sceau.oauth.PendingConsents;
import org.sceau.oauth.TokenIssuer;
import org.sceau.routes.Allowance;
import org.sceau.routing.Partner;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.configuration.AccessTokenSettings;
import org.sceau.routing.configuration.ProfessionalsSettings;
import org.sceau.suites.TokenSigner;
import org.sceau.transfer.PartnerId;

/** The authorization server in the gateway, and what it makes count: its own tokens, bound to a partner's certificate. */
public final class AuthorizationServer implements AutoCloseable {
    private final AccessTokenSettings settings;
    private final RoutingTable table;
    private final String base;
    private final OwnTokens own;
    private final ScopeCeilings ceilings;
    private final AccessTokens tokens;
    private final IssuersElsewhere elsewhere;
    private final ClientKeys clients;
    private final Optional<Professionals> professionals;
    private final AuthorizationRequests requests;
    private final PendingConsents pending;
    private final AuthorizationCodes codes;
    private final InstantSource clock;

    /**
     * Makes its key. Throws {@link UnusableTokens}.
     *
     * @param base address of the FHIR endpoint, without a slash at its end: the resource that tokens are for
     */
    public AuthorizationServer(
            AccessTokenSettings settings, RoutingTable table, String base, SecureRandom random, InstantSource clock) {
        this.settings = settings;
        this.table = table;
        this.base = base;
        this.clock = clock;
        this.own = new OwnTokens(new TokenSigner(random), random, issuer(base), base, settings.life());
        this.ceilings = new ScopeCeilings(settings);
        Set<PartnerId> partners = table.partners().stream()
                .map(Partner::id)
                .filter(settings::issuesTo)
                .collect(Collectors.toSet());
        this.elsewhere = new IssuersElsewhere(settings, clock);
        List<TokenIssuer> issuers = new ArrayList<>(elsewhere.issuers());
        if (issuers.stream().anyMatch(issuer -> issuer.issuer().equals(own.issuer()))) {
            throw new UnusableTokens("tokens.issuers: the gateway itself is none of them");
        }
        issuers.add(own.asIssuer(partners));
        this.requests = new AuthorizationRequests(
                table.partners().stream()
                        .filter(partner -> settings.issuesTo(partner.id()))
                        .toList(),
                ceilings::of,
                base);
        this.pending = new PendingConsents(random);
        this.codes = new AuthorizationCodes(random, AccessTokenSettings.LONGEST);
        this.tokens = new AccessTokens(issuers, base, AccessTokenSettings.LONGEST, codes::isWithdrawn);
        this.clients = ClientKeys.of(settings.clients());
        this.professionals = settings.professionals()
                .map(theirs -> new Professionals(theirs, elsewhere.keys(theirs.name(), theirs.keys())));
    }

    /** A key for user info that is none would keep the gateway from starting: throws as the constructor would. */
    public static void check(AccessTokenSettings settings) {
        settings.professionals().flatMap(ProfessionalsSettings::decryption).ifPresent(Professionals::decryption);
    }

    /** Fetches issuers' keys, now and then from now on. */
    public void start() {
        elsewhere.start();
    }

    @Override
    public void close() {
        elsewhere.close();
        professionals.ifPresent(Professionals::close);
    }

    /** Where the metadata of this resource are (RFC 9728), whether there is a server or not. */
    public static String metadata(String base) {
        return MetadataEndpoint.ofResource(issuer(base), base);
    }

    /** What the header {@code Authorization} is worth. */
    public Bearers bearers() {
        return new Bearers(tokens, base, settings.required(), settings.unauthorized(), clock);
    }

    /** Its endpoints. */
    public List<Endpoint> endpoints(Callers callers, HttpLimits limits) {
        var exchange = new OAuthExchange(callers, Allowance.perMinute(settings.perMinute()), limits);
        var introspection = new OAuthExchange(callers, Allowance.perMinute(settings.perMinute()), limits);
        // without what stands for the resource: a statement of who acts is none of an assertion's purposes
        Set<String> audiences = Stream.of(own.issuer(), own.issuer() + TokenEndpoint.PATH)
                .filter(name -> !name.equals(base))
                .collect(Collectors.toSet());
        var assertions = new ClientAssertions(audiences, clock.instant(), settings.perMinute());
        boolean asks = !requests.isEmpty();
        List<String> grants = new ArrayList<>(List.of(TokenEndpoint.CLIENT_CREDENTIALS));
        List<Endpoint> endpoints = new ArrayList<>();
        if (asks) {
            grants.add(TokenEndpoint.CODE);
            endpoints.add(authorization(callers, limits));
        }
        if (professionals.isPresent()) {
            grants.add(TokenEndpoint.EXCHANGE);
        }
        endpoints.add(new TokenEndpoint(
                exchange,
                callers,
                settings,
                table,
                ceilings,
                own,
                base,
                clients,
                assertions,
                professionals,
                asks ? Optional.of(new CodeGrant(codes, settings.life())) : Optional.empty(),
                clock));
        endpoints.add(
                new IntrospectionEndpoint(introspection, new Introspection(table, tokens, callers::standing), clock));
        endpoints.add(new MetadataEndpoint(own, base, grants));
        return List.copyOf(endpoints);
    }

    private Endpoint authorization(Callers callers, HttpLimits limits) {
        return new AuthorizationEndpoint(
                callers,
                table,
                Allowance.perMinute(settings.perMinute()),
                limits,
                requests,
                pending,
                codes,
                own.issuer(),
                clock);
    }

    /** Scheme, host and port: the well-known address is made of it (RFC 8414 section 3). */
    private static String issuer(String base) {
        URI address = URI.create(base);
        return address.getScheme() + "://" + address.getAuthority();
    }
}
