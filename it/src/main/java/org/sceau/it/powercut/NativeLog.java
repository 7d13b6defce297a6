package org.sceau.it.powercut;

import java.nio.file.Path;
import java.util.Map;

/** How a program runs under the recording library {@code oplog}. */
final class NativeLog {
    private NativeLog() {}

    /**
     * The environment under which a program's changes to {@code watched} are logged to {@code log}, and under which it
     * dies between two changes as soon as there is a file {@code stop}.
     */
    static Map<String, String> environment(Path library, Path watched, Path log, Path stop) {
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "OPLOG_DIR",
                watched.toString(),
                "OPLOG_FILE",
                log.toString(),
                "OPLOG_STOP",
                stop.toString());
    }
}
