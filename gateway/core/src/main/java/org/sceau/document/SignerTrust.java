package org.sceau.document;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Says whether the certificate of an author's signature is one we trust. Implementations are thread-safe. */
@FunctionalInterface
public interface SignerTrust {

    /** Trusts nobody: every intact signature is reported as {@code intact-untrusted}. */
    SignerTrust NOBODY = (chain, when) -> Standing.UNTRUSTED;

    /** Judges a chain, signer first, at the claimed time of signing. */
    Standing judge(List<X509Certificate> chain, Instant when);

    /** What is known of a signer. */
    enum Standing {
        TRUSTED,
        UNTRUSTED
    }
}
