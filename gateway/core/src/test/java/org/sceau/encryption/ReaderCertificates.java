package org.sceau.encryption;

import java.security.PrivateKey;
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

    /** Who has such a certificate, and the key to it. */
    public record Holder(X509Certificate certificate, PrivateKey key) {}

    /** With a key on P-256. */
    public static Holder classicalHolder(String name) {
        TestReader reader = TestReader.p256(name);
        return new Holder(reader.certificate(), reader.key());
    }

    /** With ML-KEM-768 and P-256 in one key. */
    public static Holder hybridHolder(String name) {
        TestReader reader = TestReader.hybrid(name);
        return new Holder(reader.certificate(), reader.key());
    }
}
