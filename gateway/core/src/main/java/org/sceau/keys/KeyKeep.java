package org.sceau.keys;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Where keys are kept under labels: a PKCS#12 file or a token. A key is never overwritten, and never shown. */
sealed interface KeyKeep permits FileKeep, TokenKeep {

    /** Labels of all private keys with certificates. */
    List<String> labels();

    /** The key of a label with its chain. */
    Credential credential(String label);

    /** Makes a P-256 key under a new label that {@link KeyLabel#waiting}; it is durable when this returns. */
    String generate(String base, Instant now);

    /** Gives the key of {@code old} another label and certificate; durable, and one or the other after any crash. */
    void rename(String old, String label, List<X509Certificate> chain);
}
