package org.sceau.trust;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * Whom a certificate names as its holder, by the subject patterns of IGC-Santé: a professional by the national identifier in
 * its common name, a structure by the one in its organisational unit. An employee's certificate names the structure too, and
 * is not the structure's.
 */
public sealed interface CertificateHolder {

    /** A professional, by its national identifier (OID 1.2.250.1.71.4.2.1). */
    record Professional(String nationalId) implements CertificateHolder {}

    /** A structure, by its national identifier (OID 1.2.250.1.71.4.2.2). */
    record Structure(String nationalId) implements CertificateHolder {}

    /** Nobody who could be told. */
    record Unknown() implements CertificateHolder {}

    /** Reads the subject; more than one identifier is none. */
    static CertificateHolder of(X509Certificate certificate) {
        return SubjectHolder.of(certificate);
    }

    /** Given name and surname of a person, where the subject has each once: to be shown, never to tell persons apart. */
    static Optional<String> personName(X509Certificate certificate) {
        return SubjectHolder.personName(certificate);
    }
}
