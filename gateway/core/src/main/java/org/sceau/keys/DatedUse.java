package org.sceau.keys;

import java.time.Instant;

/**
 * An algorithm or suite in use whose last day is written somewhere.
 *
 * @param name what is done with it, and its name, such as {@code encrypting reader-p256-1}
 * @param end the first moment after its last day
 */
public record DatedUse(String name, Instant end) implements Ends {}
