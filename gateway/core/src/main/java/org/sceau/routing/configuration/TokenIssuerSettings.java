package org.sceau.routing.configuration;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.sceau.routing.Documented;
import org.sceau.transfer.PartnerId;

/**
 * An authorization server elsewhere whose access tokens count as well.
 *
 * @param name in entries
 * @param issuer {@code iss} of its tokens
 * @param keys address of its JWK Set
 * @param partners for whom it may issue
 * @param statesWhoActs whether what its tokens say of who acts counts
 */
public record TokenIssuerSettings(
        @Documented(
                what = "short name, for entries and the log: 1 to 16 lower-case letters, digits and dashes",
                example = "region")
        String name,

        @Documented(what = "iss of its tokens, compared exactly", example = "https://as.example.org")
        String issuer,

        @Documented(
                what = "https address of its JWK Set, judged by the platform's anchors; http on this machine only",
                example = "https://as.example.org/jwks")
        URI keys,

        @Documented(
                what = "ids of the partners for whom it may issue tokens, each bound to the partner's own certificate",
                example = "[hopital]")
        Set<PartnerId> partners,

        @Documented(
                what =
                        "whether what its tokens say of who acts counts (extensions.ihe_iua), as the partner's own word does",
                example = "true",
                defaultValue = "false")
        boolean statesWhoActs) {
    /** An entry's rule has room for {@code own-} and sixteen characters beside a transaction and ids of full length. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,15}");

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Throws IllegalArgumentException for a name that is ours, or keys that anybody on the way could change. */
    public TokenIssuerSettings {
        partners = Set.copyOf(partners);
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "a name of 1 to 16 lower-case letters, digits and dashes that does not begin with own-");
        }
        if (!isSafe(keys)) {
            throw new IllegalArgumentException("keys: an https address");
        }
        if (partners.isEmpty()) {
            throw new IllegalArgumentException("partners: at least one");
        }
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches() && !name.equals("own") && !name.startsWith("own-");
    }

    /** Whether it names a host, and nobody on the way can answer for it. */
    static boolean isSafe(URI address) {
        return address.getHost() != null && ("https".equals(address.getScheme()) || HERE.contains(address.getHost()));
    }
}
