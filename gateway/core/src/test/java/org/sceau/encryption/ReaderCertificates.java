package org.sceau.encryption;

import java.security.cert.X509Certificate;

/** Certificates of fictional readers, for tests of other packages. */
public final class ReaderCertificates {

    private ReaderCertificates() {}

    /** With a key on P-256. */
    public static X509Certificate classical(String name) {
        return TestReader.p256(name).certificate();
    }

    /** With ML-KEM-768 and P-256 in one key. */
    public static X509Certificate hybrid(String name) {
        return TestReader.hybrid(name).certificate();
    }
}
