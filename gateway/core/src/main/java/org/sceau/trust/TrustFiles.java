package org.sceau.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sceau.suites.KeySuite;

/** Reads certificates (PEM, one or more, or DER) and revocation lists (PEM or DER) from files. */
public final class TrustFiles {
    /** Largest certificate file in bytes: some 500 certificates; a trust directory holds a few dozen. */
    static final int MAXIMUM_CERTIFICATES_BYTES = 1 << 20;
    /** Largest revocation list in bytes: about a million entries, ten times the largest national list. */
    public static final int MAXIMUM_LIST_BYTES = 1 << 26;

    private TrustFiles() {}

    /**
     * The certificates of {@code file}, in its order. Throws {@link TrustUnusable} when it cannot be read, is too large,
     * or holds anything but certificates.
     */
    public static List<X509Certificate> certificates(Path file) {
        return certificates(bytes(file, MAXIMUM_CERTIFICATES_BYTES), file.toString());
    }

    static List<X509Certificate> certificates(byte[] content, String name) {
        List<X509Certificate> found = new ArrayList<>();
        try {
            for (Certificate certificate : factory().generateCertificates(new ByteArrayInputStream(content))) {
                if (certificate instanceof X509Certificate x509) {
                    found.add(x509);
                }
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            // unchecked: the platform's DER decoder answers some malformed input so
            throw new TrustUnusable(name + " holds something that is no certificate");
        }
        if (found.isEmpty()) {
            throw new TrustUnusable(name + " holds no certificate");
        }
        return found;
    }

    /** One revocation list. */
    public static X509CRL list(Path file) {
        return list(bytes(file, MAXIMUM_LIST_BYTES), file.toString());
    }

    static X509CRL list(byte[] content, String name) {
        try {
            CRL list = factory().generateCRL(new ByteArrayInputStream(content));
            if (list instanceof X509CRL x509) {
                return x509;
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            // unchecked: as above
            throw new TrustUnusable(name + " is no revocation list");
        }
        throw new TrustUnusable(name + " is no revocation list");
    }

    /** One revocation list, PEM or DER, verified by one of the trusted certificates and indexed. */
    static RevocationList revocationList(Path file, TrustAnchors anchors) {
        try (InputStream in = ListText.der(Files.newInputStream(file))) {
            return RevocationListReader.read(in, anchors, file.toString());
        } catch (IOException e) {
            throw new TrustUnusable(file + " cannot be read");
        }
    }

    static byte[] der(X509CRL list) {
        try {
            return list.getEncoded();
        } catch (CRLException e) {
            throw new TrustUnusable("a revocation list cannot be encoded");
        }
    }

    /** The files of a directory whose names end so, in order of their names. */
    public static List<Path> named(Path directory, String ending) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new TrustUnusable("the directory of trusted certificates " + directory + " cannot be read");
        }
    }

    private static byte[] bytes(Path file, int maximumBytes) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(maximumBytes + 1);
            if (content.length > maximumBytes) {
                throw new TrustUnusable(file + " is larger than " + maximumBytes + " bytes");
            }
            return content;
        } catch (IOException e) {
            throw new TrustUnusable(file + " cannot be read");
        }
    }

    private static CertificateFactory factory() throws GeneralSecurityException {
        return CertificateFactory.getInstance(KeySuite.CERTIFICATE);
    }
}
