package org.sceau.proof;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** The organisation's seal as the JAdES profile needs it. Implementations are safe for use by several threads. */
public interface RawSigner {

    /** ECDSA on P-256 with SHA-256 over {@code input}, as the 64 bytes r, s (RFC 7518 section 3.4). */
    byte[] sign(byte[] input);

    /** The certificate of the sealing key, then its issuers, without or with the anchor. Never empty. */
    List<X509Certificate> chain();

    /** Another seal of the same organisation, to stand beside this one where a form has room for it. */
    default Optional<SecondSigner> second() {
        return Optional.empty();
    }
}
