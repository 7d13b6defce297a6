package org.sceau.routing;

import java.net.URI;
import java.util.List;
import org.sceau.identity.Purpose;

/**
 * An application of a partner that asks persons to authorise it (RFC 6749 section 4.1). Its {@code client_id} is the partner's id.
 *
 * @param redirectUris where answers may go, each compared letter by letter
 * @param purpose what it acts for, which each person is told
 */
public record PersonalClient(
        @Documented(
                what =
                        "where the answer may go, compared letter by letter, 1 to 8: https, or http on 127.0.0.1 with its port;"
                                + " no IPv6 literal, without query or fragment",
                example = "[\"https://portail.hopital.example/retour\"]")
        List<URI> redirectUris,

        @Documented(
                what = "what it acts for, as its page says to the person: any of the purposes but btg and unstated",
                example = "treat",
                defaultValue = "treat",
                except = {"btg", "unstated"})
        Purpose purpose) {
    private static final int MOST = 8;
    private static final int LONGEST = 400;
    private static final String LOOPBACK = "127.0.0.1";

    /** Throws IllegalArgumentException for an address to which a code must not go. */
    public PersonalClient {
        redirectUris = List.copyOf(redirectUris);
        if (redirectUris.isEmpty()
                || redirectUris.size() > MOST
                || !redirectUris.stream().allMatch(PersonalClient::isSafe)) {
            throw new IllegalArgumentException(
                    "redirect-uris: 1 to 8, https or http on 127.0.0.1, no IPv6 literal, without query or fragment");
        }
        if (purpose == Purpose.BTG || purpose == Purpose.UNSTATED) {
            throw new IllegalArgumentException("purpose: one that needs no reason each time");
        }
    }

    /** Whether answers may go to this address: exactly one of those registered. */
    public boolean answersAt(String redirectUri) {
        return redirectUris.stream()
                .anyMatch(registered -> registered.toString().equals(redirectUri));
    }

    private static boolean isSafe(URI address) {
        String text = address.toString();
        boolean plain =
                text.length() <= LONGEST && text.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != ';' && c != ',');
        boolean bare =
                address.getRawQuery() == null && address.getRawFragment() == null && address.getRawUserInfo() == null;
        boolean guarded = "https".equals(address.getScheme())
                || ("http".equals(address.getScheme()) && LOOPBACK.equals(address.getHost()));
        // a policy (CSP) has no way to write an IPv6 literal: the page's own would stop the answer
        boolean named = address.getHost() != null && !address.getHost().startsWith("[");
        return plain && bare && guarded && named;
    }
}
