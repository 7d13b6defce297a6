package org.sceau.routing.configuration;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Mistakes that operators make, each with the exact words they get. */
final class BadConfigurations {
    private static final String GATEWAY = "gateway.yaml";
    private static final String LABO = "partners/labo.yaml";
    private static final String HOPITAL = "partners/hopital.yaml";
    private static final String HEBERGEUR = "partners/hebergeur.yaml";
    private static final String ROUTE = "routes/lab-results.yaml";

    private BadConfigurations() {}

    record Bad(String name, Consumer<SampleConf> change, List<String> errors) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> all() {
        return Stream.of(forms(), settings(), partners(), routes()).flatMap(stream -> stream);
    }

    private static Stream<Bad> forms() {
        return Stream.of(
                bad(
                        "no YAML",
                        sample -> sample.write(ROUTE, "id: [a\n"),
                        "routes/lab-results.yaml:2:1: found what YAML does not allow:"
                                + " \"expected ',' or ']', but got <stream end>\"; write YAML 1.2"),
                bad(
                        "empty file",
                        sample -> sample.write(ROUTE, "# nothing\n"),
                        "routes/lab-results.yaml: found an empty file; write keys and values"),
                bad(
                        "list at the root",
                        sample -> sample.write(ROUTE, "- id: a\n"),
                        "routes/lab-results.yaml:1:1: found a list; write keys and values"),
                bad(
                        "two documents",
                        sample -> sample.write(ROUTE, "id: a\n---\nid: b\n"),
                        "routes/lab-results.yaml:2:1: found a second YAML document; write one document in a file"),
                bad(
                        "key twice",
                        sample -> sample.write(ROUTE, "id: a\nid: b\n"),
                        "routes/lab-results.yaml:2:1: found the key \"id\" a second time; write each key once"),
                bad(
                        "anchor",
                        sample -> sample.write(ROUTE, "id: &a a\n"),
                        "routes/lab-results.yaml:1:5: found an anchor or alias; write the value itself"),
                bad(
                        "tag",
                        sample -> sample.write(ROUTE, "id: !!str a\n"),
                        "routes/lab-results.yaml:1:5: found the tag \"tag:yaml.org,2002:str\";"
                                + " write the value without a tag"),
                bad(
                        "number as key",
                        sample -> sample.write(ROUTE, "1: a\n"),
                        "routes/lab-results.yaml:1:1: found a key that is not text; write a text as key"),
                bad(
                        "deep nesting",
                        sample -> sample.write(ROUTE, "id: " + "[".repeat(40) + "\n"),
                        "routes/lab-results.yaml:1:21: found more than 16 levels; write fewer levels"),
                bad(
                        "other ending",
                        sample -> sample.write("routes/other.yml", "id: a\n"),
                        "routes/other.yml: found a file that ends in .yml; write its name with .yaml"),
                bad(
                        "huge file",
                        sample -> sample.write(ROUTE, "#".repeat(256 * 1024 + 1)),
                        "routes/lab-results.yaml: found more than 256 KiB;"
                                + " write a settings file of at most 256 KiB that can be read"));
    }

    private static Stream<Bad> settings() {
        return Stream.of(
                swap(
                        GATEWAY,
                        "data: ../data",
                        "date: ../data",
                        "gateway.yaml:4:1 data: found no such key; write data: ../data",
                        "gateway.yaml:11:1 date: found the unknown key \"date\"; write one of organisation, node, listen,"
                                + " management, data, keys, tls, trust, directory, time-stamp, tokens, limits, database, fhir,"
                                + " delivery, language"
                                + " (nearest: data)"),
                swap(
                        GATEWAY,
                        "port: 8443",
                        "port: 65536",
                        "gateway.yaml:8:9 listen.port: found the number \"65536\";"
                                + " write a number of at least 0 and at most 65535"),
                swap(
                        GATEWAY,
                        "organisation: Groupement de Démonstration",
                        "organisation: 12",
                        "gateway.yaml:4:15 organisation: found the number \"12\"; write a text, in quotes"),
                swap(
                        GATEWAY,
                        "organisation: Groupement de Démonstration",
                        "organisation:",
                        "gateway.yaml:4:14 organisation: found nothing; write a text"),
                swap(
                        GATEWAY,
                        "ring: ../keys/ring.p12",
                        "ring: ../keys/rang.p12",
                        "gateway.yaml:14:9 keys.ring: found the name \"../keys/rang.p12\" of no file that can be read;"
                                + " write the path, relative to conf/, of a file that can be read"),
                swap(
                        GATEWAY,
                        "data: ../data",
                        "data: ../keys",
                        "gateway.yaml:15:20 keys.passphrase-file: found a secret inside the data directory;"
                                + " write the path of a file elsewhere: who copies the data must not get what opens it",
                        "gateway.yaml:20:20 tls.passphrase-file: found a secret inside the data directory;"
                                + " write the path of a file elsewhere: who copies the data must not get what opens it"),
                swap(
                        GATEWAY,
                        "  server: ../keys/tls.p12\n",
                        "",
                        "gateway.yaml:18:3 tls.server: found no such key; write server: a PKCS#12 file,"
                                + " or keys.token.server: the label of a key in the token"),
                swap(
                        GATEWAY,
                        "  passphrase-file: ../keys/tls-passphrase\n",
                        "",
                        "gateway.yaml:18:3 tls.passphrase-file: found no such key;"
                                + " write passphrase-file: ../keys/tls-passphrase"),
                swap(
                        GATEWAY,
                        "  passphrase-file: ../keys/passphrase",
                        "  token: {library: ../keys/none.so, label: sceau, pin-file: ../keys/passphrase, seal: seal}\n"
                                + "  passphrase-file: ../keys/passphrase",
                        "gateway.yaml:15:20 keys.token.library: found the name \"../keys/none.so\" of no file that can be read;"
                                + " write the path, relative to conf/, of a file that can be read"),
                swap(
                        GATEWAY,
                        "  passphrase-file: ../keys/passphrase",
                        "  token: {library: ../keys/ring.p12, label: sceau, pin-file: ../keys/passphrase, server: tls}\n"
                                + "  passphrase-file: ../keys/passphrase",
                        "gateway.yaml:19:11 tls.server: found a key that keys.token.server names, too; write one of them"),
                swap(
                        GATEWAY,
                        "  passphrase-file: ../keys/passphrase",
                        "  token: {library: ../keys/ring.p12, label: sceau, pin-file: ../keys/passphrase}\n"
                                + "  passphrase-file: ../keys/passphrase",
                        "gateway.yaml:15:10 keys.token: found values that do not fit;"
                                + " write at least one of seal, server, client, confidentiality"),
                swap(
                        GATEWAY,
                        "  passphrase-file: ../keys/passphrase",
                        "  token: {library: ../keys/ring.p12, label: sceau, pin-file: ../keys/passphrase, seal: a, client: a}\n"
                                + "  passphrase-file: ../keys/passphrase",
                        "gateway.yaml:15:10 keys.token: found values that do not fit;"
                                + " write a key of its own for each use"),
                swap(
                        GATEWAY,
                        "https://localhost:8443/fhir",
                        "http://localhost:8443/fhir",
                        "gateway.yaml:9:13 listen.base-url: found an address without TLS;"
                                + " write an address that begins with https://"),
                bad(
                        "lease shorter than an attempt",
                        sample -> sample.write(GATEWAY, sample.read(GATEWAY) + "delivery: {lease: 1m}\n"),
                        "gateway.yaml:39:11 delivery: found values that do not fit;"
                                + " write a lease longer than connect and answer together"),
                bad(
                        "size without unit",
                        sample -> sample.write(GATEWAY, sample.read(GATEWAY) + "limits: {body: 5000}\n"),
                        "gateway.yaml:39:16 limits.body: found the number \"5000\";"
                                + " write a size such as 64KiB, 2MiB or 2GiB, in quotes"),
                bad(
                        "tokens that live for an hour",
                        sample -> sample.write(GATEWAY, sample.read(GATEWAY) + "tokens: {life: 1h}\n"),
                        "gateway.yaml:39:9 tokens: found values that do not fit; write life: 1s to 10m"),
                bad(
                        "keys of issuers that anybody on the way could change",
                        sample -> sample.write(
                                GATEWAY,
                                sample.read(GATEWAY)
                                        + "tokens: {issuers: [{name: region, issuer: x, keys: \"http://as.example.org/k\","
                                        + " partners: [labo]}]}\n"),
                        "gateway.yaml:39:20 tokens.issuers[0]: found values that do not fit; write keys: an https address"),
                bad(
                        "an issuer whose name leaves no room in entries",
                        sample -> sample.write(
                                GATEWAY,
                                sample.read(GATEWAY)
                                        + "tokens: {issuers: [{name: seventeen-letters, issuer: x,"
                                        + " keys: \"https://as.example.org/k\", partners: [labo]}]}\n"),
                        "gateway.yaml:39:20 tokens.issuers[0]: found values that do not fit; write a name of 1 to 16"
                                + " lower-case letters, digits and dashes that does not begin with own-"),
                bad(
                        "an issuer that entries would take for the gateway itself",
                        sample -> sample.write(
                                GATEWAY,
                                sample.read(GATEWAY)
                                        + "tokens: {issuers: [{name: own-psc, issuer: x,"
                                        + " keys: \"https://as.example.org/k\", partners: [labo]}]}\n"),
                        "gateway.yaml:39:20 tokens.issuers[0]: found values that do not fit; write a name of 1 to 16"
                                + " lower-case letters, digits and dashes that does not begin with own-"),
                bad(
                        "a token that would be required for what no token covers",
                        sample -> sample.write(GATEWAY, sample.read(GATEWAY) + "tokens: {required: [introspect]}\n"),
                        "gateway.yaml:39:9 tokens: found values that do not fit;"
                                + " write required, unauthorized: without introspect, which no token covers"),
                bad(
                        "tokens for a partner that is not there",
                        sample -> sample.write(GATEWAY, sample.read(GATEWAY) + "tokens: {partners: [lab]}\n"),
                        "gateway.yaml:39:20 tokens.partners: found the unknown partner \"lab\";"
                                + " write one of hebergeur, hopital, labo (nearest: labo)"),
                bad(
                        "tokens with a ceiling for a partner that is not there",
                        sample -> sample.write(
                                GATEWAY,
                                sample.read(GATEWAY) + "tokens: {partners: [{partner: lab, scopes: ITI-65}]}\n"),
                        "gateway.yaml:39:20 tokens.partners: found the unknown partner \"lab\";"
                                + " write one of hebergeur, hopital, labo (nearest: labo)"),
                bad(
                        "a ceiling of scopes for nobody",
                        sample -> sample.write(
                                GATEWAY, sample.read(GATEWAY) + "tokens: {partners: [{scopes: ITI-65}]}\n"),
                        "gateway.yaml:39:21 tokens.partners[0].partner: found no such key; write partner: labo"),
                bad(
                        "a partner to whom tokens are issued twice, once with a ceiling",
                        sample -> sample.write(
                                GATEWAY,
                                sample.read(GATEWAY) + "tokens: {partners: [labo, {partner: labo, scopes: ITI-65}]}\n"),
                        "gateway.yaml:39:9 tokens: found values that do not fit;"
                                + " write each issuer, name, client and partner once"),
                bad(
                        "tokens for a list",
                        sample -> sample.write(GATEWAY, sample.read(GATEWAY) + "tokens: {partners: [[labo]]}\n"),
                        "gateway.yaml:39:21 tokens.partners[0]: found a list; write keys and values: partner, scopes"),
                bad(
                        "an exchange for a partner whose tokens come from elsewhere",
                        sample -> sample.write(
                                GATEWAY,
                                sample.read(GATEWAY)
                                        + "tokens: {issuers: [{name: region, issuer: x, keys: \"https://as.example.org/k\","
                                        + " partners: [labo]}], professionals: {issuer: y, keys: \"https://idp.example.org/k\","
                                        + " user-info: \"https://idp.example.org/u\","
                                        + " applications: [{application: a, partner: labo}]}}\n"),
                        "gateway.yaml:39:9 tokens: found values that do not fit; write partners: those, too,"
                                + " whose professionals' tokens are exchanged"),
                bad(
                        "what opens user info inside the data directory",
                        sample -> sample.write("../data/secret", "fictional")
                                .write(
                                        GATEWAY,
                                        sample.read(GATEWAY)
                                                + "tokens: {professionals: {issuer: y, keys: \"https://idp.example.org/k\","
                                                + " user-info: \"https://idp.example.org/u\", decryption: {key:"
                                                + " ../keys/ring.p12, passphrase-file: ../data/secret}, applications: []}}\n"),
                        "gateway.yaml:39:165 tokens.professionals.decryption.passphrase-file: found a secret inside the"
                                + " data directory; write the path of a file elsewhere: who copies the data must not get"
                                + " what opens it"),
                bad(
                        "the gateway among the issuers elsewhere",
                        sample -> sample.write(
                                GATEWAY,
                                sample.read(GATEWAY)
                                        + "tokens: {issuers: [{name: region, issuer: \"https://localhost:8443\","
                                        + " keys: \"https://as.example.org/k\", partners: [labo]}]}\n"),
                        "gateway.yaml:39:43 tokens.issuers[0].issuer: found the gateway itself; write an authorization"
                                + " server elsewhere; the gateway's own tokens count without it"),
                bad(
                        "an issuer for a partner that is not there",
                        sample -> sample.write(
                                GATEWAY,
                                sample.read(GATEWAY)
                                        + "tokens: {issuers: [{name: region, issuer: x, keys: \"https://as.example.org/k\","
                                        + " partners: [lab]}]}\n"),
                        "gateway.yaml:39:90 tokens.issuers[0].partners: found the unknown partner \"lab\";"
                                + " write one of hebergeur, hopital, labo (nearest: labo)"),
                bad(
                        "a client's keys in a file of something else",
                        sample -> sample.write(
                                GATEWAY,
                                sample.read(GATEWAY)
                                        + "tokens: {clients: [{partner: labo, keys: trust/anchors.pem}]}\n"),
                        "gateway.yaml:39:42 tokens.clients[0].keys: found no JWK Set of public keys; write a file with public"
                                + " keys on P-256, P-384 or P-521, or of RSA, none of them twice"),
                bad(
                        "time-stamps by nobody",
                        sample -> sample.write(GATEWAY, sample.read(GATEWAY) + "time-stamp: {every: 60s}\n"),
                        "gateway.yaml:39:13 time-stamp: found values that do not fit;"
                                + " write at least one authority under authorities"),
                bad(
                        "a built-in authority that steps in for real ones",
                        sample -> sample.write(
                                GATEWAY,
                                sample.read(GATEWAY)
                                        + "time-stamp: {authorities: [{url: \"http://tsa.example.org/\","
                                        + " anchors: trust/anchors.pem}], development: {key: trust/anchors.pem,"
                                        + " passphrase-file: trust/anchors.pem}}\n"),
                        "gateway.yaml:39:13 time-stamp: found values that do not fit;"
                                + " write authorities without development, whose time proves nothing"),
                bad(
                        "a route that stops without time-stamps, and nobody gives any",
                        sample -> sample.write(ROUTE, sample.read(ROUTE) + "when-unstamped: {stop: {after: 10m}}\n"),
                        "routes/lab-results.yaml:20:32 when-unstamped: found stop, and nobody gives time-stamps;"
                                + " write time-stamp: in gateway.yaml, or go-on"),
                bad(
                        "a route with time-stamps over signatures, and nobody gives any",
                        sample -> sample.write(ROUTE, sample.read(ROUTE) + "time-stamp: document\n"),
                        "routes/lab-results.yaml:20:13 time-stamp: found document, and nobody gives time-stamps;"
                                + " write time-stamp: in gateway.yaml, or journal"),
                bad(
                        "a route that stops between two time-stamps",
                        sample -> sample.write(
                                        GATEWAY,
                                        sample.read(GATEWAY)
                                                + "time-stamp: {authorities: [{url: \"http://tsa.example.org/\","
                                                + " anchors: trust/anchors.pem}], every: 60s}\n")
                                .write(ROUTE, sample.read(ROUTE) + "when-unstamped: {stop: {after: 119s}}\n"),
                        "routes/lab-results.yaml:20:32 when-unstamped.stop.after: found less than two pauses between"
                                + " time-stamps; write at least twice time-stamp.every"),
                swap(
                        GATEWAY,
                        "  revocation-lists: [trust/root.crl, trust/issuing.crl]\n",
                        "  revocation-addresses: [\"file:///x\"]\n",
                        "gateway.yaml:25:26 trust.revocation-addresses[0]: found the text \"file:///x\";"
                                + " write an https or http address"),
                bad(
                        "another database",
                        sample -> sample.write(
                                GATEWAY, sample.read(GATEWAY) + "database: {url: \"jdbc:mysql://x\", user: a}\n"),
                        "gateway.yaml:39:11 database: found values that do not fit; write a url that begins with"
                                + " jdbc:postgresql: and holds no password (without database: the embedded H2)"));
    }

    private static Stream<Bad> partners() {
        return Stream.of(
                swap(
                        HOPITAL,
                        "id: hopital",
                        "id: hospital",
                        "partners/hopital.yaml:2:5 id: found an id that is not the file's name; write id: hopital",
                        "routes/lab-results.yaml:11:15 to-intended[0]: found the unknown partner \"hopital\";"
                                + " write one of hebergeur, hospital, labo (nearest: hospital)"),
                bad(
                        "id of somebody else whom evidence is made for",
                        sample -> sample.write("partners/patient.yaml", "id: patient\nname: P\nchannel: inbox\n"),
                        "partners/patient.yaml:1:5 id: found a name that evidence is made for;"
                                + " write an id that is none of operator, auditor, patient"),
                bad(
                        "id twice",
                        sample -> sample.write("partners/zweit.yaml", "id: labo\nname: Zwei\nchannel: inbox\n"),
                        "partners/zweit.yaml:1:5 id: found the id of partners/labo.yaml;"
                                + " write an id that no other partner has"),
                swap(
                        LABO,
                        "may: [submit, find",
                        "may: [submit, search",
                        "partners/labo.yaml:6:15 may[1]: found the unknown word \"search\";"
                                + " write one of submit, find, retrieve, directory, introspect"),
                swap(
                        LABO,
                        "may: [submit, find",
                        "may: [introspect, submit, find",
                        "partners/labo.yaml:6:6 may: found introspect without tokens; write tokens: in gateway.yaml"),
                swap(
                        LABO,
                        "auth-certificates: [certificates/labo-auth.pem]",
                        "",
                        "partners/labo.yaml:6:6 may: found rights for a partner that cannot call;"
                                + " write auth-certificates, or may: []"),
                swap(
                        LABO,
                        "labo-auth.pem",
                        "labo-auht.pem",
                        "partners/labo.yaml:10:21 auth-certificates[0]: found the name \"certificates/labo-auht.pem\" of no"
                                + " file that can be read; write the path, relative to conf/, of a certificate in PEM"),
                bad(
                        "no certificate",
                        sample -> sample.write("certificates/labo-auth.pem", "hello"),
                        "partners/labo.yaml:10:21 auth-certificates[0]: found the file \"certificates/labo-auth.pem\","
                                + " which holds no certificate that can be read; write the path, relative to conf/, of a"
                                + " certificate in PEM"),
                swap(
                        LABO,
                        "labo-auth.pem",
                        "labo-conf.pem",
                        "partners/labo.yaml:10:21 auth-certificates[0]: found a certificate for another use;"
                                + " write an AUTH certificate (digitalSignature)"),
                swap(
                        LABO,
                        "labo-auth.pem",
                        "hopital-auth.pem",
                        "partners/labo.yaml:10:21 auth-certificates[0]: found the certificate of the partner hopital;"
                                + " write a certificate of this partner"),
                swap(
                        LABO,
                        "1750000001",
                        "1750000002",
                        "partners/labo.yaml:4:15 identifiers[0]: found an identifier of the partner hopital;"
                                + " write an identifier that no other partner has"),
                bad(
                        "key that is no reader's",
                        sample -> sample.write("certificates/hopital-conf.pem", SampleConf.pem(rsa())),
                        "partners/hopital.yaml:8:21 reader-certificate: found a key for which no content key can be"
                                + " wrapped; write a CONF certificate with a key on P-256 or X25519, or of ML-KEM-768 or"
                                + " 1024"),
                swap(
                        HOPITAL,
                        "reader-certificate: certificates/hopital-conf.pem",
                        "",
                        "partners/hopital.yaml:12:5 channel.fhir-push.carries: found cms without a key to encrypt for;"
                                + " write reader-certificate: with a CONF certificate, or carries: clear"),
                swap(
                        HOPITAL,
                        "reader-certificate: certificates/hopital-conf.pem",
                        "reader-in-directory: \"urn:oid:1.2.250.1.71.4.2.2|1750000002\"",
                        "partners/hopital.yaml:8:22 reader-in-directory: found no directory in gateway.yaml;"
                                + " write directory: there, or reader-certificate"),
                swap(
                        HOPITAL,
                        "reader-certificate: certificates/hopital-conf.pem",
                        "reader-certificate: certificates/hopital-conf.pem\n"
                                + "client: {redirect-uris: [\"https://portail.example/retour\"]}",
                        "partners/hopital.yaml:9:9 client: found an application to which the gateway issues no tokens;"
                                + " write tokens: in gateway.yaml, with this partner among those it issues to"),
                swap(
                        HOPITAL,
                        "reader-certificate: certificates/hopital-conf.pem",
                        "reader-certificate: certificates/hopital-conf.pem\n"
                                + "client: {redirect-uris: [\"http://portail.example/retour\"]}",
                        "partners/hopital.yaml:9:9 client: found values that do not fit; write redirect-uris: 1 to 8,"
                                + " https or http on 127.0.0.1, no IPv6 literal, without query or fragment"),
                bad(
                        "application of a partner with a profession recorded",
                        sample -> {
                            sample.write(GATEWAY, sample.read(GATEWAY) + "tokens: {}\n");
                            sample.write(
                                    HOPITAL,
                                    sample.read(HOPITAL)
                                            + "client: {redirect-uris: [\"https://portail.example/retour\"]}\n"
                                            + "quality: {profession: \"10\"}\n");
                        },
                        "partners/hopital.yaml:19:10 quality: found a recorded profession beside an application that"
                                + " asks persons, who have their own; write quality: without profession"),
                swap(
                        HOPITAL,
                        "reader-certificate: certificates/hopital-conf.pem",
                        "reader-certificate: certificates/hopital-conf.pem\n"
                                + "client: {redirect-uris: [\"https://portail.example/retour\"], purpose: btg}",
                        "partners/hopital.yaml:9:70 client.purpose: found the unknown word \"btg\"; write one of treat,"
                                + " etreat, patrqt, hpaymt, hoperat, hresch, pubhlth"),
                bad(
                        "directory whose certificates are nobody's",
                        sample -> inDirectory(sample, "urn:oid:1.2.250.1.71.4.2.2|1750000002", ""),
                        "partners/hopital.yaml:8:22 reader-in-directory: found no directory.issuers in gateway.yaml,"
                                + " without which nobody's certificate counts; write issuers: there, or"
                                + " reader-certificate"),
                bad(
                        "directory identifier that no certificate names",
                        sample -> inDirectory(
                                sample, "http://finess.sante.gouv.fr|750000002", ", issuers: trust/intermediates.pem"),
                        "partners/hopital.yaml:8:22 reader-in-directory: found an identifier that no certificate names;"
                                + " write one of the systems urn:oid:1.2.250.1.71.4.2.1, urn:oid:1.2.250.1.71.4.2.2"),
                swap(
                        HOPITAL,
                        "https://localhost:9443/fhir",
                        "http://localhost:9443/fhir",
                        "partners/hopital.yaml:12:10 channel.fhir-push.url: found an address without TLS;"
                                + " write an address that begins with https://"),
                swap(
                        HOPITAL,
                        "fhir-push:",
                        "fhirpush:",
                        "partners/hopital.yaml:11:3 channel: found the unknown word \"fhirpush\";"
                                + " write one of fhir-push, hosting-store, inbox (nearest: fhir-push)"),
                swap(
                        HOPITAL,
                        "maximum: 10m",
                        "maximum: 1s",
                        "partners/hopital.yaml:16:3 retry: found values that do not fit;"
                                + " write a first wait of at least 1ms that is not longer than the longest"),
                swap(
                        HEBERGEUR,
                        "country: FR",
                        "country: US",
                        "partners/hebergeur.yaml:11:12 accreditation.country: found \"US\";"
                                + " write the code of a country of the European Economic Area, such as FR"),
                swap(
                        HEBERGEUR,
                        "2035-05-15",
                        "2026-05-15",
                        "partners/hebergeur.yaml:10:16 accreditation.valid-until: found an accreditation that ended on"
                                + " 2026-05-15; write the record of one in force"),
                swap(
                        HEBERGEUR,
                        "2035-05-15",
                        "15/05/2035",
                        "partners/hebergeur.yaml:10:16 accreditation.valid-until: found the text \"15/05/2035\";"
                                + " write a date such as 2028-05-15"),
                swap(
                        HEBERGEUR,
                        ", backup]",
                        "]",
                        "partners/hebergeur.yaml:9:15 accreditation.activities: found a certificate that does not cover"
                                + " backup; write the record of one that does"),
                swap(
                        HEBERGEUR,
                        "accreditation:",
                        "quality: {}\n#",
                        "partners/hebergeur.yaml:9:3: found what YAML does not allow:"
                                + " \"expected <block end>, but found '<block mapping start>'\"; write YAML 1.2"),
                bad(
                        "store without accreditation",
                        sample -> sample.write(HEBERGEUR, "id: hebergeur\nname: X\nchannel: hosting-store\n"),
                        "partners/hebergeur.yaml:3:10 accreditation: found a hosting store without accreditation;"
                                + " write accreditation: with its certificate for hosting health data (CSP L.1111-8)"));
    }

    private static Stream<Bad> routes() {
        return Stream.of(
                swap(
                        ROUTE,
                        "without-consent:",
                        "with-consent:",
                        "routes/lab-results.yaml:2:1 without-consent: found no such key;"
                                + " write without-consent: {permit: {legal-basis: \"CSP L.1110-4: same care team\"}}",
                        "routes/lab-results.yaml:15:1 with-consent: found the unknown key \"with-consent\"; write one of id,"
                                + " description, priority, match, to, to-intended, unknown-recipients, mode,"
                                + " without-consent, limit, validate, when-unstamped, time-stamp,"
                                + " author-signature (nearest: without-consent)"),
                bad(
                        "permit without legal basis",
                        sample -> sample.replace(
                                ROUTE,
                                "  permit:\n    legal-basis: \"CSP L.1110-4: professionals of the same care team\"",
                                "  permit: {}"),
                        "routes/lab-results.yaml:16:11 without-consent.permit.legal-basis: found no such key;"
                                + " write legal-basis: \"CSP L.1110-4: same care team\""),
                swap(
                        ROUTE,
                        "to: [hebergeur]",
                        "to: [hebergeurs]",
                        "routes/lab-results.yaml:10:6 to[0]: found the unknown partner \"hebergeurs\";"
                                + " write one of hebergeur, hopital, labo (nearest: hebergeur)"),
                swap(
                        ROUTE,
                        "to: [hebergeur]\nto-intended: [hopital]",
                        "to: []",
                        "routes/lab-results.yaml:2:1 to: found no recipient;"
                                + " write to: or to-intended: with at least one partner"),
                swap(
                        ROUTE,
                        "to: [hebergeur]",
                        "to: [hebergeur, hopital]",
                        "routes/lab-results.yaml:11:15 to-intended[0]: found a partner that stands in to already;"
                                + " write it in one of the two lists"),
                swap(
                        ROUTE,
                        "from: [labo]",
                        "from: [hopital]",
                        "routes/lab-results.yaml:7:10 match.from[0]: found a partner that may not submit;"
                                + " write a partner that has may: [submit]"),
                swap(
                        ROUTE,
                        "http://loinc.org|11502-2",
                        "11502-2",
                        "routes/lab-results.yaml:8:11 match.types[0]: found \"11502-2\";"
                                + " write system|value, such as \"http://loinc.org|11502-2\""),
                bad(
                        "same priority",
                        sample -> sample.write(
                                "routes/other.yaml", sample.read(ROUTE).replace("id: lab-results", "id: other")),
                        "routes/other.yaml:4:11 priority: found the priority of the route lab-results;"
                                + " write a number that no other route has: which of the two is taken would be chance"),
                bad(
                        "sealed by sender over a clear channel",
                        sample -> sample.replace(ROUTE, "mode: custody", "mode: sealed-by-sender")
                                .replace(HOPITAL, "carries: cms", "carries: clear"),
                        "routes/lab-results.yaml:11:15 to-intended[0]: found mode sealed-by-sender and a recipient that gets"
                                + " the document in clear; write mode: custody, or a partner that carries cms"),
                bad(
                        "reader-only with a store alone",
                        sample -> sample.replace(ROUTE, "mode: custody", "mode: reader-only")
                                .replace(ROUTE, "to-intended: [hopital]", ""),
                        "routes/lab-results.yaml:13:7 mode: found mode reader-only and no recipient with a"
                                + " reader-certificate; write mode: custody, or a recipient that has one"),
                swap(
                        ROUTE,
                        "limit: 24h",
                        "limit: 24",
                        "routes/lab-results.yaml:19:8 limit: found the number \"24\";"
                                + " write a duration such as 500ms, 5s, 10m, 24h or 7d, in quotes"));
    }

    private static Bad swap(String file, String text, String by, String... errors) {
        String name = (text + " -> " + by).replace('\n', ' ');
        return bad(name, sample -> sample.replace(file, text, by), errors);
    }

    private static void inDirectory(SampleConf sample, String holder, String more) {
        sample.replace(
                        HOPITAL,
                        "reader-certificate: certificates/hopital-conf.pem",
                        "reader-in-directory: \"" + holder + "\"")
                .replace(
                        GATEWAY,
                        "data: ../data",
                        "data: ../data\n\ndirectory: {certificates: [../annuaire/conf.pem]" + more + "}");
    }

    private static Bad bad(String name, Consumer<SampleConf> change, String... errors) {
        return new Bad(name, change, List.of(errors));
    }

    private static X509Certificate rsa() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
            var name = new X500Name("CN=Hopital Fictif");
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                    Date.from(Instant.parse("2036-01-01T00:00:00Z")),
                    name,
                    pair.getPublic());
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyEncipherment));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }
}
