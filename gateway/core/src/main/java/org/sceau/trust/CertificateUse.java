package org.sceau.trust;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.sceau.suites.KeySuite;

/** Reads from a certificate's key usages (RFC 5280, sections 4.2.1.3 and 4.2.1.12) what it may be used for. */
final class CertificateUse {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final int KEY_ENCIPHERMENT = 2;
    private static final int KEY_AGREEMENT = 4;
    private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private CertificateUse() {}

    /** Stricter than RFC 5280, where an absent usage permits everything: what is not stated is not permitted. */
    static boolean permits(X509Certificate certificate, Purpose purpose) {
        return switch (purpose) {
            case TLS_CLIENT -> states(certificate, DIGITAL_SIGNATURE) && extended(certificate, CLIENT_AUTH);
            case TLS_SERVER -> states(certificate, DIGITAL_SIGNATURE) && extended(certificate, SERVER_AUTH);
            case COMMITMENT -> states(certificate, NON_REPUDIATION);
            case ENCRYPTION ->
                states(
                        certificate,
                        KeySuite.isEnciphering(certificate.getPublicKey()) ? KEY_ENCIPHERMENT : KEY_AGREEMENT);
        };
    }

    private static boolean states(X509Certificate certificate, int bit) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && usage[bit];
    }

    private static boolean extended(X509Certificate certificate, String usage) {
        try {
            List<String> usages = certificate.getExtendedKeyUsage();
            return usages != null && usages.contains(usage);
        } catch (CertificateParsingException _) {
            return false;
        }
    }
}
