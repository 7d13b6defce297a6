package org.sceau.app.directory;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sceau.directory.DirectoryUnusable;
import org.sceau.directory.Entries;
import org.sceau.directory.ServerEntry;
import org.sceau.routing.configuration.LdapSettings;
import org.sceau.suites.KeySuite;

/**
 * Entries of a directory server: a person by {@code sn} and {@code givenName}, an organisation by {@code o} (RFC 4519), and
 * certificates in {@code userCertificate} (RFC 4523); oppositions where settings say.
 */
final class LdapEntry {
    private static final List<String> CERTIFICATES = List.of("userCertificate;binary", "userCertificate");
    /** Most certificates of one entry that are looked at. */
    private static final int MOST_CERTIFICATES = 64;

    private LdapEntry() {}

    /** What is asked for; a server need not send more. */
    static String[] attributes(LdapSettings settings) {
        List<String> asked = new ArrayList<>(List.of(settings.identifier(), "sn", "givenName", "o", "userCertificate"));
        settings.opposition().ifPresent(asked::add);
        settings.card().ifPresent(asked::add);
        return asked.toArray(String[]::new);
    }

    static void add(SearchResultEntry entry, LdapSettings settings, Entries.Builder entries) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (String attribute : CERTIFICATES) {
            byte[][] values = Optional.ofNullable(entry.getAttributeValueByteArrays(attribute))
                    .orElse(new byte[0][]);
            for (byte[] value : values) {
                certificate(value)
                        .filter(_ -> certificates.size() < MOST_CERTIFICATES)
                        .ifPresentOrElse(certificates::add, entries::leaveOut);
            }
        }
        new ServerEntry(
                        text(entry, settings.identifier()),
                        text(entry, "sn"),
                        text(entry, "givenName"),
                        text(entry, "o"),
                        certificates,
                        once(entry, settings.opposition()),
                        once(entry, settings.card()))
                .addTo(entries);
    }

    /** An entry is of one card; which of several an opposition means, nobody has said. */
    private static String once(SearchResultEntry entry, Optional<String> attribute) {
        if (attribute.isEmpty()) {
            return "";
        }
        String[] values =
                Optional.ofNullable(entry.getAttributeValues(attribute.get())).orElse(new String[0]);
        if (values.length > 1) {
            throw new DirectoryUnusable("an entry with several oppositions or cards");
        }
        return text(entry, attribute.get());
    }

    private static String text(SearchResultEntry entry, String attribute) {
        return Optional.ofNullable(entry.getAttributeValue(attribute))
                .orElse("")
                .strip();
    }

    private static Optional<X509Certificate> certificate(byte[] der) {
        try {
            return CertificateFactory.getInstance(KeySuite.CERTIFICATE)
                                    .generateCertificate(new ByteArrayInputStream(der))
                            instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (GeneralSecurityException | RuntimeException _) {
            // unchecked: the platform's DER decoder answers some malformed input so
            return Optional.empty();
        }
    }
}
