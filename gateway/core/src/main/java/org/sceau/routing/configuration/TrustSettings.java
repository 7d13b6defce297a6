package org.sceau.routing.configuration;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sceau.routing.Documented;

/**
 * Whom certificates are traced to, and where their revocation is looked for.
 *
 * @param anchors PEM file of root certificates
 * @param intermediates PEM file of issuing CAs
 * @param revocationLists CRL files; without a fresh one for its issuer a certificate is refused
 * @param revocationAddresses where lists are fetched
 * @param revocationHosts who may be asked for the lists and answers that certificates name
 * @param oppositions file of opposed cards
 * @param every pause between two looks at all of them
 * @param answer longest wait for a list or an answer
 * @param maximumAge how old what a list says may grow
 * @param channelGrace how much longer it counts for channels
 */
public record TrustSettings(
        @Documented(what = "PEM file of root certificates", example = "trust/anchors.pem")
        FileReference anchors,

        @Documented(
                what = "PEM file of issuing CAs, and of other signers of their revocation lists",
                example = "trust/intermediates.pem")
        Optional<FileReference> intermediates,

        @Documented(
                what =
                        "files of revocation lists, full and delta, looked at again when they change; a certificate whose"
                                + " issuer has no fresh one is refused",
                example = "[trust/root.crl, trust/issuing.crl]",
                defaultValue = "[]")
        List<FileReference> revocationLists,

        @Documented(
                what = "addresses of revocation lists, full and delta, fetched ahead and kept in the data directory",
                example = "[\"http://crl.example.org/issuing.crl\", \"http://crl.example.org/issuing-delta.crl\"]",
                defaultValue = "[]")
        List<URI> revocationAddresses,

        @Documented(
                what =
                        "hosts, with :port where it is not the usual one, that may be asked for what certificates name: the"
                                + " lists of CAs' and partners', the OCSP responders of partners'; others are never asked",
                example = "[crl.example.org, ocsp.example.org]",
                defaultValue = "[]")
        List<String> revocationHosts,

        @Documented(
                what =
                        "file of opposed cards, lines INSTANT;SERIAL;ISSUER with the serial number in hexadecimal: they are"
                                + " revoked before their CA says so",
                example = "trust/oppositions.txt")
        Optional<FileReference> oppositions,

        @Documented(
                what =
                        "pause between two looks at lists, answers and oppositions; what they revoke is refused from the next look on,"
                                + " on open connections as well",
                example = "10m",
                defaultValue = "10m")
        Duration every,

        @Documented(what = "time to a whole list or answer", example = "60s", defaultValue = "60s")
        Duration answer,

        @Documented(
                what =
                        "how long a revocation list counts after its address last confirmed it, a file after its own date,"
                                + " even if the next one is due later",
                example = "24h",
                defaultValue = "24h")
        Duration maximumAge,

        @Documented(
                what =
                        "how much longer it counts for those who open or answer a channel; for commitment and encryption what"
                                + " is too old counts for nothing",
                example = "4h")
        Optional<Duration> channelGrace) {

    /** Copies its lists; throws IllegalArgumentException when nobody could say what is revoked. */
    public TrustSettings {
        revocationLists = List.copyOf(revocationLists);
        revocationAddresses = List.copyOf(revocationAddresses);
        revocationHosts = List.copyOf(revocationHosts);
        if (revocationLists.isEmpty() && revocationAddresses.isEmpty() && revocationHosts.isEmpty()) {
            throw new IllegalArgumentException(
                    "at least one of revocation-lists, revocation-addresses, revocation-hosts");
        }
    }
}
