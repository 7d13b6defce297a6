package org.sceau.directory;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.sceau.trust.CertificateHolder;

/** By which identifier the holder of a certificate is known, out of the certificate alone. */
final class Holders {
    private Holders() {}

    static Optional<Identifier> of(X509Certificate certificate) {
        return switch (CertificateHolder.of(certificate)) {
            case CertificateHolder.Professional(String id) -> Identifier.of(Identifier.PROFESSIONALS, id);
            case CertificateHolder.Structure(String id) -> Identifier.of(Identifier.STRUCTURES, id);
            case CertificateHolder.Unknown _ -> Optional.empty();
        };
    }
}
