package org.sceau.routing.configuration;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.proof.Digest;
import org.sceau.routing.Accreditation;
import org.sceau.routing.Carries;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;
import org.sceau.routing.Right;
import org.sceau.suites.KeySuite;
import org.sceau.suites.ReaderPublicKey;
import org.sceau.transfer.PartnerId;

/** What partners must be in themselves and to each other. Not thread-safe. */
final class PartnerChecks {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;

    /** Whom evidence is made for without their being partners: one of that name would never get its own. */
    private static final List<String> NO_PARTNERS = List.of("operator", "auditor", "patient");

    /** Systems of the identifiers in subjects: of professionals and of structures. */
    private static final List<String> HOLDERS = List.of("urn:oid:1.2.250.1.71.4.2.1", "urn:oid:1.2.250.1.71.4.2.2");

    private final Problems problems;
    private final Instant now;
    private final Map<PartnerId, String> ids = new HashMap<>();
    private final Map<Digest, PartnerId> certificates = new HashMap<>();
    private final Map<String, PartnerId> identifiers = new HashMap<>();

    PartnerChecks(Problems problems, Instant now) {
        this.problems = problems;
        this.now = now;
    }

    void check(List<Source<Partner>> partners) {
        for (Source<Partner> source : partners) {
            names(source);
            rights(source);
            certificates(source);
            channel(source);
            accreditation(source);
        }
    }

    /** Whom no source could know would be refused at each submission. */
    static void directory(Source<Partner> source, GatewaySettings settings, Problems problems) {
        if (source.value().readerInDirectory().isEmpty()) {
            return;
        }
        String system = source.value().readerInDirectory().get().system();
        if (settings.directory().isEmpty()) {
            inDirectory(source, "no directory in gateway.yaml", "directory: there, or reader-certificate", problems);
        } else if (settings.directory().get().issuers().isEmpty()) {
            inDirectory(
                    source,
                    "no directory.issuers in gateway.yaml, without which nobody's certificate counts",
                    "issuers: there, or reader-certificate",
                    problems);
        } else if (!HOLDERS.contains(system)) {
            inDirectory(
                    source,
                    "an identifier that no certificate names",
                    "one of the systems " + String.join(", ", HOLDERS),
                    problems);
        }
    }

    private static void inDirectory(Source<Partner> source, String found, String wanted, Problems problems) {
        problems.add(source.at("reader-in-directory"), "reader-in-directory", found, wanted);
    }

    private void names(Source<Partner> source) {
        PartnerId id = source.value().id();
        if (NO_PARTNERS.contains(id.value())) {
            problems.add(
                    source.at("id"),
                    "id",
                    "a name that evidence is made for",
                    "an id that is none of " + String.join(", ", NO_PARTNERS));
        }
        Optional<String> other = Optional.ofNullable(ids.putIfAbsent(id, source.name()));
        if (other.isPresent()) {
            problems.add(source.at("id"), "id", "the id of " + other.get(), "an id that no other partner has");
        } else if (!source.stem().equals(id.value())) {
            problems.add(source.at("id"), "id", "an id that is not the file's name", "id: " + source.stem());
        }
        List<String> own = source.value().identifiers();
        for (int i = 0; i < own.size(); i++) {
            Optional<PartnerId> first = Optional.ofNullable(identifiers.putIfAbsent(own.get(i), id));
            if (first.isPresent() && !first.get().equals(id)) {
                problems.add(
                        source.at("identifiers", String.valueOf(i)),
                        "identifiers[" + i + "]",
                        "an identifier of the partner " + first.get(),
                        "an identifier that no other partner has");
            }
        }
    }

    private void rights(Source<Partner> source) {
        Partner partner = source.value();
        if (!partner.may().isEmpty() && partner.authCertificates().isEmpty()) {
            problems.add(
                    source.at("may"), "may", "rights for a partner that cannot call", "auth-certificates, or may: []");
        }
        if (partner.may().contains(Right.SUBMIT) && partner.profiles().isEmpty()) {
            problems.add(
                    source.at("may"), "may", "submit without profiles", "profiles: with those it may submit under");
        }
    }

    private void certificates(Source<Partner> source) {
        List<X509Certificate> calling = source.value().authCertificates();
        for (int i = 0; i < calling.size(); i++) {
            Place place = source.at("auth-certificates", String.valueOf(i));
            String path = "auth-certificates[" + i + "]";
            usable(calling.get(i), DIGITAL_SIGNATURE, "an AUTH certificate (digitalSignature)", place, path);
            PartnerId id = source.value().id();
            Digest thumbprint = Partner.thumbprint(calling.get(i));
            Optional<PartnerId> other = Optional.ofNullable(certificates.putIfAbsent(thumbprint, id));
            if (other.isPresent() && !other.get().equals(id)) {
                problems.add(
                        place, path, "the certificate of the partner " + other.get(), "a certificate of this partner");
            }
        }
        source.value()
                .readerCertificate()
                .ifPresent(certificate -> reader(certificate, source.at("reader-certificate"), "reader-certificate"));
        if (source.value().readerCertificate().isPresent()
                && source.value().readerInDirectory().isPresent()) {
            problems.add(
                    source.at("reader-in-directory"),
                    "reader-in-directory",
                    "two ways to the same key",
                    "it, or reader-certificate");
        }
    }

    void reader(X509Certificate certificate, Place place, String path) {
        if (ReaderPublicKey.of(certificate.getPublicKey()).isEmpty()) {
            problems.add(
                    place,
                    path,
                    "a key for which no content key can be wrapped",
                    "a CONF certificate with a key on P-256 or X25519, or of ML-KEM-768 or 1024");
            return;
        }
        boolean enciphering = KeySuite.isEnciphering(certificate.getPublicKey());
        usable(
                certificate,
                enciphering ? KEY_ENCIPHERMENT : KEY_AGREEMENT,
                enciphering ? "a CONF certificate (keyEncipherment)" : "a CONF certificate (keyAgreement)",
                place,
                path);
    }

    private void usable(X509Certificate certificate, int usage, String write, Place place, String path) {
        boolean[] usages = certificate.getKeyUsage();
        if (usages == null || !usages[usage]) {
            problems.add(place, path, "a certificate for another use", write);
        }
        if (now.isAfter(certificate.getNotAfter().toInstant())) {
            String day = certificate
                    .getNotAfter()
                    .toInstant()
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString();
            problems.add(place, path, "a certificate that expired on " + day, write + " that is valid now");
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())) {
            problems.add(place, path, "a certificate that is not yet valid", write + " that is valid now");
        }
    }

    private void channel(Source<Partner> source) {
        switch (source.value().channel()) {
            case Channel.FhirPush push -> {
                tls(source, push.url().getScheme(), "fhir-push");
                if (push.carries() == Carries.CMS && !source.value().canRead()) {
                    problems.add(
                            source.at("channel", "fhir-push"),
                            "channel.fhir-push.carries",
                            "cms without a key to encrypt for",
                            "reader-certificate: with a CONF certificate, or carries: clear");
                }
            }
            case Channel.HostingStore store ->
                store.url().ifPresent(url -> tls(source, url.getScheme(), "hosting-store"));
            case Channel.Inbox _ -> {}
        }
    }

    private void tls(Source<Partner> source, String scheme, String kind) {
        if (!"https".equals(scheme)) {
            problems.add(
                    source.at("channel", kind, "url"),
                    "channel." + kind + ".url",
                    "an address without TLS",
                    "an address that begins with https://");
        }
    }

    private void accreditation(Source<Partner> source) {
        Partner partner = source.value();
        boolean store = partner.channel() instanceof Channel.HostingStore;
        if (store && partner.accreditation().isEmpty()) {
            problems.add(
                    source.at("channel"),
                    "accreditation",
                    "a hosting store without accreditation",
                    "accreditation: with its certificate for hosting health data (CSP L.1111-8)");
        }
        partner.accreditation().ifPresent(record -> standing(source, record));
    }

    private void standing(Source<Partner> source, Accreditation record) {
        switch (record.at(now)) {
            case Accreditation.Standing.InForce _ -> {}
            case Accreditation.Standing.Expired expired ->
                problems.add(
                        source.at("accreditation", "valid-until"),
                        "accreditation.valid-until",
                        "an accreditation that ended on " + expired.validUntil(),
                        "the record of one in force");
            case Accreditation.Standing.OutsideEea outside ->
                problems.add(
                        source.at("accreditation", "country"),
                        "accreditation.country",
                        Value.quote(outside.country()),
                        "the code of a country of the European Economic Area, such as FR");
            case Accreditation.Standing.OutOfScope scope ->
                problems.add(
                        source.at("accreditation", "activities"),
                        "accreditation.activities",
                        "a certificate that does not cover " + Words.of(scope.missing()),
                        "the record of one that does");
        }
    }
}
