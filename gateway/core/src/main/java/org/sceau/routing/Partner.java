package org.sceau.routing;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sceau.document.Coded;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/**
 * An organisation that sends, receives, hosts or pulls: a file of {@code conf/partners}.
 *
 * @param id short name
 * @param name for operators
 * @param identifiers {@code system|value}, or references, by which a submission's intendedRecipient names it
 * @param may what it may ask of the gateway
 * @param profiles canonical URLs of the profiles under which it may submit
 * @param authCertificates certificates with which it calls; two during a renewal
 * @param readerCertificate for whose key documents are encrypted
 * @param readerInDirectory by which identifier the directory knows the certificate for whose key documents are encrypted
 * @param channel how documents reach it
 * @param retry back-off between attempts
 * @param accreditation hosting stores only
 * @param quality the professional quality recorded for it, where its certificate proves none
 * @param language of the texts it is answered with, French or English
 * @param client its application that asks persons to authorise it
 */
public record Partner(
        @Documented(what = "short name, lower case, digits and dashes; also the file's name", example = "hopital")
        PartnerId id,

        @Documented(what = "name, for operators and in the directory", example = "Hôpital de Démonstration")
        String name,

        @Documented(
                what = "system|value (or a reference) by which a submission's intendedRecipient names it",
                example = "[\"urn:oid:1.2.250.1.71.4.2.2|1750000002\"]",
                defaultValue = "[]")
        List<String> identifiers,

        @Documented(
                what =
                        "what it may ask of the gateway: submit, find, retrieve, directory; introspect: as a resource server,"
                                + " what any access token is worth that this gateway issued",
                example = "[find, retrieve]",
                defaultValue = "[]")
        Set<Right> may,

        @Documented(
                what = "canonical URLs of the profiles under which it may submit",
                example =
                        "[\"https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Comprehensive.ProvideBundle\"]",
                defaultValue = "[]")
        List<String> profiles,

        @Documented(
                what =
                        "PEM files of the certificates (AUTH) with which it calls, relative to conf/; two during a renewal",
                example = "[certificates/hopital-auth.pem]",
                defaultValue = "[]")
        List<X509Certificate> authCertificates,

        @Documented(
                what = "PEM file of the certificate (CONF) for whose key documents are encrypted, relative to conf/",
                example = "certificates/hopital-conf.pem")
        Optional<X509Certificate> readerCertificate,

        @Documented(
                what =
                        "in place of reader-certificate: national identifier by which the directory finds that certificate"
                                + " anew for each submission; it is the one that the certificate's own subject names",
                example = "\"urn:oid:1.2.250.1.71.4.2.2|1750000002\"")
        Optional<Coded> readerInDirectory,

        @Documented(what = "how documents reach it", example = "inbox")
        Channel channel,

        @Documented(
                what = "waits between attempts to deliver",
                example = "{initial: 5s, maximum: 10m}",
                defaultValue = "{}")
        Retry retry,

        @Documented(
                what = "certificate for hosting health data; a hosting store must have it",
                example = "{certificate: HDS-2025-0001, activities: [backup], valid-until: 2028-05-15, country: FR,"
                        + " transfer-map: \"https://store.example/transfers\"}")
        Optional<Accreditation> accreditation,

        @Documented(
                what = "professional quality recorded for it, used where its certificate proves none",
                example = "{organisation: \"1750000002\"}")
        Optional<Quality> quality,

        @Documented(what = "language of the texts it is answered with: fr or en", example = "fr", defaultValue = "fr")
        Locale language,

        @Documented(
                what =
                        "its application that asks persons to authorise it (OAuth authorization code with PKCE), known by this"
                                + " partner's id; needs tokens in gateway.yaml, which issue to this partner",
                example = "{redirect-uris: [\"https://portail.hopital.example/retour\"], purpose: treat}")
        Optional<PersonalClient> client) {

    /** Copies its collections. */
    public Partner {
        identifiers = List.copyOf(identifiers);
        may = Set.copyOf(may);
        profiles = List.copyOf(profiles);
        authCertificates = List.copyOf(authCertificates);
    }

    /** Whether documents can be encrypted for it. */
    public boolean canRead() {
        return readerCertificate.isPresent() || readerInDirectory.isPresent();
    }

    /** The same with the certificate that the directory gave for it. */
    public Partner withReader(X509Certificate certificate) {
        return new Partner(
                id,
                name,
                identifiers,
                may,
                profiles,
                authCertificates,
                Optional.of(certificate),
                readerInDirectory,
                channel,
                retry,
                accreditation,
                quality,
                language,
                client);
    }

    /** SHA-256 of the DER certificates with which it calls. */
    public List<Digest> authThumbprints() {
        return authCertificates.stream().map(Partner::thumbprint).toList();
    }

    /** SHA-256 of a DER certificate, the form in which callers are recognised. */
    public static Digest thumbprint(X509Certificate certificate) {
        try {
            return Digest.sha256(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a parsed certificate has its encoding", e);
        }
    }

    /** The recorded quality, or none. */
    public ProfessionalQuality recordedQuality() {
        return quality.map(Quality::asQuality).orElse(ProfessionalQuality.NONE);
    }

    @Override
    public String toString() {
        return "Partner[" + id + "]";
    }
}
