package org.sceau.routing.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sceau.routing.Documented;
import org.sceau.routing.Right;

/**
 * OAuth access tokens for partners, issued by the gateway itself and bound to their certificates.
 *
 * @param life of a token
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
                        "for what partners must send a token: submit, find, retrieve (with receipts and evidence), directory; elsewhere"
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
                what = "partners that sign client assertions with other keys than those of their certificates",
                example = "[{partner: labo, keys: certificates/labo.jwks}]",
                defaultValue = "[]")
        List<TokenClientSettings> clients,

        @Documented(
                what = "authorization servers elsewhere whose tokens count as well; they live no longer than 10m here",
                example = "[{name: region, issuer: \"https://as.example.org\", keys:"
                        + " \"https://as.example.org/jwks\", partners: [hopital]}]",
                defaultValue = "[]")
        List<TokenIssuerSettings> issuers,

        @Documented(
                what =
                        "identity provider of professionals, such as Pro Santé Connect, whose access tokens partners exchange"
                                + " for ours (RFC 8693), which then say who acts",
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
        required = Set.copyOf(required);
        unauthorized = Set.copyOf(unauthorized);
        clients = List.copyOf(clients);
        issuers = List.copyOf(issuers);
        if (life.compareTo(LONGEST) > 0 || life.toSeconds() < 1) {
            throw new IllegalArgumentException("life: 1s to 10m");
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
                || repeats(clients, TokenClientSettings::partner)) {
            throw new IllegalArgumentException("each issuer, name and client once");
        }
    }

    private static <T> boolean repeats(List<T> all, Function<T, ?> part) {
        return all.stream().map(part).distinct().count() < all.size();
    }
}
