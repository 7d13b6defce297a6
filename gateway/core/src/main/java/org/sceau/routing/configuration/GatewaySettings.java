package org.sceau.routing.configuration;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.sceau.routing.Documented;

/**
 * {@code conf/gateway.yaml}: everything about this gateway but its partners and routes. File names in it are relative to
 * {@code conf/}.
 *
 * @param organisation the legal person that operates the gateway
 * @param node name of this node
 * @param listen the FHIR endpoint
 * @param management the operator's endpoint, on loopback only
 * @param data directory of ledger, vault, broker
 * @param keys the key ring
 * @param tls keys of channels
 * @param trust whom certificates are traced to
 * @param directory who is who beside {@code conf/partners}
 * @param timeStamp who states the time of what the journal holds
 * @param tokens access tokens for partners
 * @param limits what a request may cost
 * @param database PostgreSQL in place of the embedded H2
 * @param fhir options of the FHIR endpoint
 * @param delivery how deliveries are attempted
 * @param language of texts where no partner says otherwise
 */
public record GatewaySettings(
        @Documented(
                what = "legal person that operates the gateway and whose seal it uses",
                example = "Groupement de Démonstration")
        String organisation,

        @Documented(
                what = "name of this node: lower case, digits and dashes; each node has a journal of its own",
                example = "node-1",
                defaultValue = "node-1")
        String node,

        @Documented(what = "the FHIR endpoint", example = "{port: 8443, base-url: \"https://localhost:8443/fhir\"}")
        ListenSettings listen,

        @Documented(what = "the operator's endpoint, on loopback only", example = "{port: 8081}", defaultValue = "{}")
        ManagementSettings management,

        @Documented(what = "directory of ledger, vault and broker", example = "../data")
        Path data,

        @Documented(
                what = "seal, journal key and wrapping keys",
                example = "{ring: ../keys/ring.p12, passphrase-file: ../keys/passphrase}")
        KeySettings keys,

        @Documented(
                what = "keys of channels, where they are in no token",
                example =
                        "{server: ../keys/tls.p12, client: ../keys/auth.p12, passphrase-file: ../keys/tls-passphrase}",
                defaultValue = "{}")
        TlsSettings tls,

        @Documented(
                what = "whom certificates are traced to",
                example = "{anchors: trust/anchors.pem, revocation-lists: [trust/issuing.crl]}")
        TrustSettings trust,

        @Documented(
                what =
                        "who is who beside conf/partners, kept as signed snapshots in the data directory; where absent, only"
                                + " conf/partners says it",
                example = "{certificates: [../annuaire/conf.pem]}")
        Optional<DirectorySettings> directory,

        @Documented(
                what = "who states the time of what the journal holds; where absent, receipts have no time-stamp",
                example = "{authorities: [{url: \"http://tsa.example.org/\", anchors: trust/tsa.pem}]}")
        Optional<TimeStampSettings> timeStamp,

        @Documented(
                what =
                        "access tokens (OAuth 2.0, IHE IUA, SMART) bound to partners' certificates; where absent, there is no"
                                + " authorization server and no token counts",
                example = "{required: [find, retrieve]}")
        Optional<AccessTokenSettings> tokens,

        @Documented(what = "what a request may cost", example = "{body: 2GiB}", defaultValue = "{}")
        LimitSettings limits,

        @Documented(
                what = "PostgreSQL in place of the embedded H2 database",
                example = "{url: \"jdbc:postgresql://localhost/sceau\", user: sceau}")
        Optional<DatabaseSettings> database,

        @Documented(what = "options of the FHIR endpoint", example = "{fhir-documents: true}", defaultValue = "{}")
        FhirSettings fhir,

        @Documented(what = "how deliveries are attempted", example = "{workers: 2}", defaultValue = "{}")
        DeliverySettings delivery,

        @Documented(
                what = "language of texts where no partner says otherwise: fr or en",
                example = "fr",
                defaultValue = "fr")
        Locale language) {}
