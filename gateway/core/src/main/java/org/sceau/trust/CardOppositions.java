package org.sceau.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** What a directory says of opposed cards, asked for each verdict that is not remembered. Implementations are thread-safe. */
public interface CardOppositions {
    /** No directory is asked. */
    CardOppositions NONE = new CardOppositions() {
        @Override
        public Optional<Instant> since(X509Certificate certificate) {
            return Optional.empty();
        }

        @Override
        public Instant silenceUntil(X509Certificate certificate) {
            return Instant.MAX;
        }
    };

    /** From when the certificate or its card is opposed, however long ago that was said; empty when nobody said so. */
    Optional<Instant> since(X509Certificate certificate);

    /** Until when it counts that nobody said so; {@link Instant#MAX} for what need not be asked. */
    Instant silenceUntil(X509Certificate certificate);
}
