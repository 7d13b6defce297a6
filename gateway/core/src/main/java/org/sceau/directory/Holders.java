package org.sceau.directory;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.trust.CertificateHolder;

/** By which identifier the holder of a certificate is known, out of the certificate alone. */
final class Holders {
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final Set<String> CHANNELS = Set.of(SERVER_AUTH, CLIENT_AUTH);

    private Holders() {}

    static Optional<Identifier> of(X509Certificate certificate) {
        return switch (CertificateHolder.of(certificate)) {
            case CertificateHolder.Professional(String id) -> Identifier.of(Identifier.PROFESSIONALS, id);
            case CertificateHolder.Structure(String id) -> Identifier.of(Identifier.STRUCTURES, id);
            case CertificateHolder.Unknown _ -> Optional.empty();
        };
    }

    /** Whether it says that it is for TLS (RFC 5280, section 4.2.1.12). */
    static boolean opensChannels(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getExtendedKeyUsage()).orElse(List.of()).stream()
                    .anyMatch(CHANNELS::contains);
        } catch (CertificateParsingException _) {
            return true;
        }
    }

    /** Whether it says that it is for a server, as no card does. */
    static boolean isServers(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getExtendedKeyUsage())
                    .orElse(List.of())
                    .contains(SERVER_AUTH);
        } catch (CertificateParsingException _) {
            return false;
        }
    }
}
