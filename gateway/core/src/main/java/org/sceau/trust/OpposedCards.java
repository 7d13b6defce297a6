package org.sceau.trust;

import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file of opposed cards, as it was read last. Not thread-safe. */
final class OpposedCards {
    private static final Logger LOG = LoggerFactory.getLogger(OpposedCards.class);

    private final Optional<Path> file;
    private Oppositions cards = Oppositions.NONE;

    OpposedCards(Optional<Path> file) {
        this.file = file;
    }

    /** Reads it anew; throws {@link TrustUnusable}, and what was read before stands. */
    void read(TrustAnchors anchors) {
        if (file.isPresent()) {
            Oppositions read = Oppositions.read(file.get(), anchors);
            int strangers = read.strangers(anchors);
            if (strangers != cards.strangers(anchors)) {
                // cards of authorities that are not trusted here are refused anyway; a misspelt issuer looks the same
                LOG.warn("event=oppositions-of-unknown-issuers issuers={}", strangers);
            }
            cards = read;
        }
    }

    Oppositions cards() {
        return cards;
    }
}
