package org.sceau.proof;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * Who sealed or signed, and when by its own word.
 *
 * @param subject distinguished name of the certificate (RFC 4514)
 * @param thumbprint SHA-256 of the DER certificate
 * @param anchor distinguished name of the trust anchor
 * @param at claimed time, whole seconds
 */
public record Sealer(String subject, Digest thumbprint, String anchor, Instant at) {

    static Sealer of(X509Certificate own, X509Certificate anchor, Instant at) {
        return new Sealer(
                own.getSubjectX500Principal().getName(),
                Digest.sha256(Jades.der(own)),
                anchor.getSubjectX500Principal().getName(),
                at);
    }
}
