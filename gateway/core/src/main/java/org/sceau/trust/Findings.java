package org.sceau.trust;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was found on the paths that were tried. Not thread-safe. */
final class Findings {
    private Instant until = Instant.MAX;
    private @Nullable CertificateStatus failure;

    void restart() {
        until = Instant.MAX;
    }

    void good(Instant end) {
        until = end.isBefore(until) ? end : until;
    }

    /** Of several failures the one that says most is kept: revoked before the rest. */
    void failed(CertificateStatus status) {
        if (failure == null || status instanceof CertificateStatus.Revoked) {
            failure = status;
        }
    }

    /** The end of what is known of the path that was found. */
    Instant until() {
        return until;
    }

    /** Why no path that is valid otherwise stands. */
    Optional<CertificateStatus> failure() {
        return Optional.ofNullable(failure);
    }
}
