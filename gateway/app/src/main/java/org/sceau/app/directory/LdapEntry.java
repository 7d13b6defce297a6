package org.sceau.app.directory;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sceau.directory.Entries;
import org.sceau.directory.ServerEntry;
import org.sceau.suites.KeySuite;

/**
 * Entries of a directory server: a person by {@code sn} and {@code givenName}, an organisation by {@code o} (RFC 4519), and
 * certificates in {@code userCertificate} (RFC 4523).
 */
final class LdapEntry {
    private static final List<String> CERTIFICATES = List.of("userCertificate;binary", "userCertificate");
    /** Most certificates of one entry that are looked at. */
    private static final int MOST_CERTIFICATES = 64;

    private LdapEntry() {}

    /** What is asked for; a server need not send more. */
    static String[] attributes(String identifier) {
        return new String[] {identifier, "sn", "givenName", "o", "userCertificate"};
    }

    static void add(SearchResultEntry entry, String identifier, Entries.Builder entries) {
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
                        text(entry, identifier),
                        text(entry, "sn"),
                        text(entry, "givenName"),
                        text(entry, "o"),
                        certificates)
                .addTo(entries);
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
