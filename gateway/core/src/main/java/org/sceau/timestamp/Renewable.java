package org.sceau.timestamp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sceau.proof.Digest;
import org.sceau.proof.HashAlgorithm;
import org.sceau.proof.Lifespan;
import org.sceau.proof.TimeStampToken;

/** Something that is time-stamped, and covered by a new time-stamp before the old ones end: a log, or one signature. */
public interface Renewable {

    /** Its id. */
    String id();

    /**
     * What the next renewal is to cover, by {@code hash}: the time-stamps up to the first that states a time after
     * {@code until}, and all renewals before. Empty when there is none. What {@link #uncovered} says is as of the last call:
     * this one takes in the time-stamps that came since, and MUST be asked before.
     */
    Optional<Covering> next(HashAlgorithm hash, Instant until);

    /** What is covered by nothing else: the newest renewal, the time-stamps since and what they are over. */
    List<Lifespan> uncovered(HashAlgorithm hash);

    /** The time that the newest renewal states. */
    Optional<Instant> renewed();

    /** A renewal that is to be had. */
    interface Covering {

        /** What the authority stamps; empty when that cannot be found out. Read once, and only when it is due. */
        Optional<Digest> digest();

        /** Keeps the time-stamp over it; when this returns it is there for who asks. */
        void keep(TimeStampToken token);
    }
}
