package org.sceau.directory;

import java.time.Duration;

/**
 * How the directory stands, for status and metrics.
 *
 * @param sources beside {@code conf/partners}
 * @param late of them, how many are too old to rely on or never answered
 * @param failing of them, how many could not be read at the last look
 * @param entries in force or too old, certificates among them
 * @param certificates among them
 * @param leftOut lines and certificates that say nothing that could be used
 * @param age of the oldest source
 * @param maximumAge after which a source counts no longer
 */
public record DirectoryState(
        int sources,
        int late,
        int failing,
        int entries,
        int certificates,
        int leftOut,
        Duration age,
        Duration maximumAge) {}
