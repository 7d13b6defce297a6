package org.sceau.proof;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time that a third party has stated: what was stamped existed then.
 *
 * @param at the time
 * @param accuracy how far it may be off either way, if the authority says
 * @param authority subject of the authority's certificate
 * @param thumbprint SHA-256 of that certificate
 * @param anchor subject of the anchor that vouches for it
 * @param policy under which it was stamped, an object identifier
 */
public record TimeStamped(
        Instant at, Optional<Duration> accuracy, String authority, Digest thumbprint, String anchor, String policy) {}
