package org.sceau.routing.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sceau.routing.Documented;
import org.sceau.routing.Right;
import org.sceau.transfer.PartnerId;

/**
 * OAuth access tokens for partners, issued by the gateway itself and bound to their certificates.
 *
 * @param life of a token
 * @param partners to whom the gateway issues tokens
 * @param perMinute tokens that each of them may ask for
 * @param required for what a token must be sent
 * @param unauthorized for what a token without the scope is answered 401
 * @param clients with other keys than those of their certificates
 * @param issuers elsewhere
 * @param professionals their identity provider
 * @param keysEvery pause between two looks at issuers' keys
 * @param keysMaximumAge how long they count
 */
public record AccessTokenSettings(
        @Documented(
                what = "life of a token, at most 10m: what is taken back stays usable for as long",
                example = "5m",
                defaultValue = "5m")
        Duration life,

        @Documented(
                what =
                        "the partners to whom the gateway issues tokens itself, each by its id or with the scopes that its tokens may"
                                + " carry at most; where absent, all but those that issuers name: whose tokens come from"
                                + " elsewhere does not get others here",
                example = "[hopital, {partner: labo, scopes: ITI-65}]")
        Optional<Set<TokenPartnerSettings>> partners,

        @Documented(
                what = "requests for a token that each partner may make in a minute, and as many to introspect one",
                example = "600",
                defaultValue = "600",
                minimum = 1,
                maximum = 6_000)
        int perMinute,

        @Documented(
                what =
                        "for what partners must send a token: submit, find, retrieve (with receipts and evidence, for which any scope of IHE will do, or system/Bundle.r),"
                                + " directory; elsewhere"
                                + " they may, and it narrows what they can do",
                example = "[find, retrieve]",
                defaultValue = "[]")
        Set<Right> required,

        @Documented(
                what =
                        "for what a token without the scope is answered 401, as IHE IUA has it, in place of 403 (RFC 6750)",
                example = "[find, retrieve]",
                defaultValue = "[]")
        Set<Right> unauthorized,

        @Documented(
                what = "partners that sign client assertions with other keys than the one of the session's certificate",
                example = "[{partner: labo, keys: certificates/labo.jwks}]",
                defaultValue = "[]")
        List<TokenClientSettings> clients,

        @Documented(
                what =
                        "authorization servers elsewhere whose tokens count as well: JWTs of RFC 9068 (typ at+jwt) that are made for 10m at most;"
                                + " any other is refused",
                example = "[{name: region, issuer: \"https://as.example.org\", keys:"
                        + " \"https://as.example.org/jwks\", partners: [hopital]}]",
                defaultValue = "[]")
        List<TokenIssuerSettings> issuers,

        @Documented(
                what =
                        "identity provider of professionals, such as Pro Santé Connect, whose access tokens partners exchange"
                                + " for ours (RFC 8693), which then say who acts; no access rule can ask for that, so it restrains nobody",
                example =
                        "{issuer: \"https://idp.example.org\", keys: \"https://idp.example.org/certs\", user-info:"
                                + " \"https://idp.example.org/userinfo\", applications: [{application: labo-app, partner: labo}]}")
        Optional<ProfessionalsSettings> professionals,

        @Documented(
                what = "pause between two looks at issuers' keys; a key that is withdrawn counts for as long",
                example = "10m",
                defaultValue = "10m")
        Duration keysEvery,

        @Documented(
                what = "how long keys count after their issuer last gave them; then its tokens are refused",
                example = "6h",
                defaultValue = "6h")
        Duration keysMaximumAge) {

    /** Longest life of a token, of whatever issuer. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    /** Throws IllegalArgumentException when a token would live too long, or for less than a second. */
    public AccessTokenSettings {
        partners = partners.map(Set::copyOf);
        required = Set.copyOf(required);
        unauthorized = Set.copyOf(unauthorized);
        clients = List.copyOf(clients);
        issuers = List.copyOf(issuers);
        if (life.compareTo(LONGEST) > 0 || life.toSeconds() < 1) {
            throw new IllegalArgumentException("life: 1s to 10m");
        }
        if (required.contains(Right.INTROSPECT) || unauthorized.contains(Right.INTROSPECT)) {
            throw new IllegalArgumentException("required, unauthorized: without introspect, which no token covers");
        }
        if (keysMaximumAge.compareTo(keysEvery) < 0) {
            throw new IllegalArgumentException("keys-maximum-age of at least keys-every");
        }
        if (repeats(issuers, TokenIssuerSettings::issuer)
                || repeats(issuers, TokenIssuerSettings::name)
                || issuers.stream()
                        .anyMatch(issuer -> professionals
                                .filter(theirs -> theirs.name().equals(issuer.name()))
                                .isPresent())
                || repeats(clients, TokenClientSettings::partner)
                || repeats(List.copyOf(partners.orElse(Set.of())), TokenPartnerSettings::partner)) {
            throw new IllegalArgumentException("each issuer, name, client and partner once");
        }
        for (ProfessionalsSettings.Application theirs :
                professionals.map(ProfessionalsSettings::applications).orElse(List.of())) {
            if (!issuesTo(theirs.partner(), partners, issuers)) {
                throw new IllegalArgumentException("partners: those, too, whose professionals' tokens are exchanged");
            }
        }
    }

    /** Whether the gateway issues tokens to this partner. */
    public boolean issuesTo(PartnerId partner) {
        return issuesTo(partner, partners, issuers);
    }

    private static boolean issuesTo(
            PartnerId partner, Optional<Set<TokenPartnerSettings>> partners, List<TokenIssuerSettings> issuers) {
        return partners.map(
                        named -> named.stream().anyMatch(one -> one.partner().equals(partner)))
                .orElseGet(() ->
                        issuers.stream().noneMatch(issuer -> issuer.partners().contains(partner)));
    }

    private static <T> boolean repeats(List<T> all, Function<T, ?> part) {
        return all.stream().map(part).distinct().count() < all.size();
    }
}
