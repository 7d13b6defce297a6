package org.sceau.timestamp;

import java.time.Instant;
import java.util.Optional;
import org.sceau.proof.DetachedSeal;
import org.sceau.proof.TimeStampToken;

/** A log of which checkpoints are time-stamped. */
public interface StampedLog {

    /** The newest checkpoint on stable storage, as the text of its note. */
    Optional<String> newestCheckpoint();

    /** Size of the newest checkpoint that is stamped; 0 when none is. */
    long stampedSize();

    /** When the oldest entry that no stamped checkpoint covers was recorded; empty when all are covered. */
    Optional<Instant> unstampedSince();

    /** Keeps the time-stamp over the checkpoint of {@code size}, and a second seal beside it; what is there already stays. */
    void keep(long size, TimeStampToken token, Optional<DetachedSeal> second);
}
