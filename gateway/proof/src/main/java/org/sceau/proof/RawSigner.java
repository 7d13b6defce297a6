package org.sceau.proof;

import java.security.cert.X509Certificate;
import java.time.Instant;
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

    /** This seal, without its second one once that has ended: it would add nothing, and its end was announced. */
    default RawSigner inForce(Instant now) {
        boolean ended = second().filter(another ->
                        now.isAfter(another.chain().getFirst().getNotAfter().toInstant()))
                .isPresent();
        return ended ? alone() : this;
    }

    private RawSigner alone() {
        RawSigner first = this;
        return new RawSigner() {
            @Override
            public byte[] sign(byte[] input) {
                return first.sign(input);
            }

            @Override
            public List<X509Certificate> chain() {
                return first.chain();
            }
        };
    }
}
