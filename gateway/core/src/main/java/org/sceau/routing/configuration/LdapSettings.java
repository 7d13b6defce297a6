package org.sceau.routing.configuration;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sceau.routing.Documented;

/**
 * A directory server, always over TLS.
 *
 * @param host name, which its certificate must have
 * @param port TCP port
 * @param base under which entries are read
 * @param filter of entries
 * @param identifier attribute with the national identifier
 * @param opposition attribute with the date from which the entry's card is opposed
 * @param card attribute with the number of the card
 * @param bindDn as whom the gateway binds
 * @param passwordFile its password
 * @param page entries of one page
 * @param answer time to each answer
 * @param whole time to everything
 */
public record LdapSettings(
        @Documented(
                what = "name of the server, which its certificate must have; it is judged by trust, as peers are",
                example = "annuaire.example.org")
        String host,

        @Documented(
                what = "TCP port, TLS from the first byte",
                example = "636",
                defaultValue = "636",
                minimum = 1,
                maximum = 65535)
        int port,

        @Documented(what = "name of the entry under which all are read", example = "\"o=gip-cps,c=fr\"")
        String base,

        @Documented(
                what = "which entries are read (RFC 4515)",
                example = "\"(objectClass=*)\"",
                defaultValue = "\"(objectClass=*)\"")
        String filter,

        @Documented(
                what = "attribute with the national identifier of a professional or structure",
                example = "uid",
                defaultValue = "uid")
        String identifier,

        @Documented(
                what =
                        "attribute with the time from which the entry's card is opposed: it revokes the entry's certificates;"
                                + " without it no opposition is read",
                example = "dateOpposition")
        Optional<String> opposition,

        @Documented(
                what =
                        "attribute with the number of the entry's card, by which it is opposed too; certificates tell theirs"
                                + " by rules with gives: card",
                example = "numeroCarte")
        Optional<String> card,

        @Documented(what = "name with which the gateway binds; anonymously where absent", example = "\"cn=sceau,o=x\"")
        Optional<String> bindDn,

        @Documented(what = "file with its password; never inside the data directory", example = "../keys/ldap-password")
        Optional<FileReference> passwordFile,

        @Documented(
                what = "entries asked for at a time",
                example = "200",
                defaultValue = "200",
                minimum = 1,
                maximum = 1000)
        int page,

        @Documented(what = "time to a connection and to each page", example = "30s", defaultValue = "30s")
        Duration answer,

        @Documented(what = "time to all pages", example = "30m", defaultValue = "30m")
        Duration whole) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,60}");

    /** Throws IllegalArgumentException for a host or attribute that is none, a card without opposition, a name without a password or the reverse. */
    public LdapSettings {
        if (!HOST.matcher(host).matches()
                || !Stream.of(Optional.of(identifier), opposition, card)
                        .flatMap(Optional::stream)
                        .allMatch(name -> ATTRIBUTE.matcher(name).matches())) {
            throw new IllegalArgumentException("a host's name and attributes'");
        }
        if (card.isPresent() && opposition.isEmpty()) {
            throw new IllegalArgumentException("opposition with card");
        }
        if (bindDn.isPresent() != passwordFile.isPresent()) {
            throw new IllegalArgumentException("bind-dn and password-file together");
        }
    }
}
