package org.sceau.trust;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;

/** Limits beyond which a certificate costs more than it can be worth: constraints and keys made to be expensive. */
public final class CertificateSize {
    /** Longest certificate: one with an ML-DSA-87 key and signature has some 8 KB, many names some KB more. */
    private static final int MAXIMUM_BYTES = 64 * 1024;
    /** Longest RSA modulus: a verification takes its square. */
    private static final int MAXIMUM_RSA_BITS = 8192;
    /** Longest RSA exponent: 65537 has 17 bits, and a verification takes as many steps. */
    private static final int MAXIMUM_EXPONENT_BITS = 33;

    private CertificateSize() {}

    /** Whether its length and its key are those of a usual certificate. */
    public static boolean isUsual(X509Certificate certificate) {
        try {
            return certificate.getEncoded().length <= MAXIMUM_BYTES
                    && !(certificate.getPublicKey() instanceof RSAPublicKey key
                            && (key.getModulus().bitLength() > MAXIMUM_RSA_BITS
                                    || key.getPublicExponent().bitLength() > MAXIMUM_EXPONENT_BITS));
        } catch (CertificateEncodingException _) {
            return false;
        }
    }
}
