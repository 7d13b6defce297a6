package org.sceau.trust;

import java.time.Duration;

/**
 * How revocation stands, for status and metrics.
 *
 * @param lists at hand
 * @param entries in them
 * @param stale of them, how many are too old to rely on
 * @param age since the oldest of those that count was confirmed
 * @param failing sources and files that could not be read at the last look
 */
public record RevocationState(int lists, int entries, int stale, Duration age, int failing) {}
