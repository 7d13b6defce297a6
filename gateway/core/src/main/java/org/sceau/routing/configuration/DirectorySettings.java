package org.sceau.routing.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.sceau.routing.Documented;

/**
 * Who is who beside {@code conf/partners}: sources of the directory.
 *
 * @param extractions files of the shape of the national directory's extractions
 * @param departments of which lines of extractions are kept
 * @param certificates files of holders' certificates
 * @param cards files of cards with their oppositions
 * @param ldap a directory server
 * @param issuers whose word on who holds a certificate is taken
 * @param every pause between two looks at all sources
 * @param maximumAge how old what a source says may grow
 * @param entries most entries of one source
 */
public record DirectorySettings(
        @Documented(
                what =
                        "files of the shape of the national directory's extractions (PS_LibreAcces_Personne_activite), read"
                                + " again when they change",
                example = "[../annuaire/PS_LibreAcces_Personne_activite.txt]",
                defaultValue = "[]")
        List<Path> extractions,

        @Documented(
                what = "departments of which lines of extractions are kept; all where empty",
                example = "[\"75\", \"2A\"]",
                defaultValue = "[]")
        List<String> departments,

        @Documented(
                what =
                        "PEM files of certificates, at most 1 MiB each; each counts for the structure or professional that"
                                + " its own subject names",
                example = "[../annuaire/conf.pem]",
                defaultValue = "[]")
        List<Path> certificates,

        @Documented(
                what =
                        "files of the shape of the national directory's extraction of CPS and CPF cards; one with a date of"
                                + " opposition is revoked with its certificates, which rules with gives: card tell by the"
                                + " card's number",
                example = "[../annuaire/PS_LibreAcces_CPS.txt]",
                defaultValue = "[]")
        List<Path> cards,

        @Documented(
                what = "a directory server, read whole at each look: persons, organisations, userCertificate",
                example = "{host: annuaire.example.org, base: \"o=annuaire,c=fr\"}")
        Optional<LdapSettings> ldap,

        @Documented(
                what =
                        "PEM file of the authorities whose certificates count for whom they name: those that issue to holders"
                                + " themselves and vet names, whose lists trust names; without it no certificate of a source counts",
                example = "trust/issuers.pem")
        Optional<FileReference> issuers,

        @Documented(
                what = "pause between two looks at all sources; nothing else waits for them",
                example = "1h",
                defaultValue = "1h")
        Duration every,

        @Documented(
                what =
                        "how long what a source says counts: a file from its date on, a server from its last whole answer;"
                                + " then what rests on it is refused",
                example = "48h",
                defaultValue = "48h")
        Duration maximumAge,

        @Documented(
                what = "most entries of one source, about 1 KB of memory each; a source with more is refused",
                example = "100000",
                defaultValue = "100000",
                minimum = 1,
                maximum = 2_000_000)
        int entries) {

    /** Copies its lists; throws IllegalArgumentException when there is no source, or two have one name. */
    public DirectorySettings {
        extractions = List.copyOf(extractions);
        departments = List.copyOf(departments);
        certificates = List.copyOf(certificates);
        cards = List.copyOf(cards);
        if (every.compareTo(maximumAge) >= 0) {
            throw new IllegalArgumentException("every shorter than maximum-age");
        }
        Set<Path> names = new HashSet<>();
        if (extractions.isEmpty() && certificates.isEmpty() && cards.isEmpty() && ldap.isEmpty()) {
            throw new IllegalArgumentException("at least one of extractions, certificates, cards, ldap");
        }
        if (!Stream.of(extractions, certificates, cards)
                .flatMap(List::stream)
                .allMatch(file -> names.add(file.getFileName()))) {
            throw new IllegalArgumentException("files with distinct names, by which sources are told apart");
        }
    }

    /** Whether a source of it says which cards are opposed. */
    public boolean opposes() {
        return !cards.isEmpty() || ldap.flatMap(LdapSettings::opposition).isPresent();
    }

    /** Whether a server's oppositions of certificates would all be left out: nobody is believed to have signed one. */
    boolean opposesUnsigned() {
        return issuers.isEmpty() && ldap.flatMap(LdapSettings::opposition).isPresent();
    }

    /** Whether it tells opposed cards by their own numbers. */
    boolean opposesByNumber() {
        return !cards.isEmpty() || ldap.flatMap(LdapSettings::card).isPresent();
    }
}
