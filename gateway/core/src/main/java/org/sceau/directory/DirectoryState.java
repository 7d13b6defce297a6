package org.sceau.directory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the directory stands, for status and metrics.
 *
 * @param sources beside {@code conf/partners}
 * @param late of them, names of those that are too old to rely on or never answered
 * @param failing of them, names of those that could not be read at the last look
 * @param entries in force or too old, certificates among them
 * @param certificates among them
 * @param opposed cards and certificates that sources oppose
 * @param leftOut lines and certificates that say nothing that could be used
 * @param age of the oldest source; empty when one never answered
 * @param maximumAge after which a source counts no longer
 */
public record DirectoryState(
        int sources,
        List<String> late,
        List<String> failing,
        int entries,
        int certificates,
        int opposed,
        int leftOut,
        Optional<Duration> age,
        Duration maximumAge) {

    /** Copies its lists. */
    public DirectoryState {
        late = List.copyOf(late);
        failing = List.copyOf(failing);
    }
}
