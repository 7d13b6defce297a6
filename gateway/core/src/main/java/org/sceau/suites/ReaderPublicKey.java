package org.sceau.suites;

import java.security.PublicKey;
import java.util.Optional;

/** A public key of a reader, of whatever kind content keys can be wrapped for. Immutable, thread-safe. */
public sealed interface ReaderPublicKey permits AgreementPublicKey, KemPublicKey {

    /** The suite in which a key of this kind is used. */
    Suite suite();

    /** The key of a certificate; empty when it is of a kind that nothing is wrapped for, or is no valid key of its kind. */
    static Optional<ReaderPublicKey> of(PublicKey key) {
        return AgreementPublicKey.of(key)
                .<ReaderPublicKey>map(agreement -> agreement)
                .or(() -> KemPublicKey.of(key));
    }
}
