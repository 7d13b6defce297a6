package org.sceau.timestamp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sceau.proof.HashAlgorithm;
import org.sceau.proof.Lifespan;
import org.sceau.proof.Renewal;
import org.sceau.proof.RenewalStatement;

/** A log whose time-stamps are covered by new ones before they end. */
public interface RenewedLog {

    /** Its id. */
    String id();

    /**
     * What the next renewal is to cover, by {@code hash}: the time-stamps of the log up to the first that states a time after
     * {@code until}, and all renewals before. Empty when there is none.
     */
    Optional<RenewalStatement> next(HashAlgorithm hash, Instant until);

    /** What is covered by nothing else: the newest renewal, the time-stamps since and the seals that they are over. */
    List<Lifespan> uncovered(HashAlgorithm hash);

    /** The time that the newest renewal states. */
    Optional<Instant> renewed();

    /** Keeps a renewal; when this returns it is on stable storage. */
    void keep(Renewal renewal);
}
