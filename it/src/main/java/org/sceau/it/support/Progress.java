package org.sceau.it.support;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** A bar on a terminal, a line per tenth elsewhere. Thread-safe. */
public final class Progress {
    private static final int WIDTH = 40;

    private final PrintStream err;
    private final String what;
    private final long total;
    private final boolean terminal;
    private long done;
    private long shown = -1;

    /** Starts at zero of {@code total}. */
    public Progress(PrintStream err, String what, long total) {
        this.err = err;
        this.what = what;
        this.total = Math.max(1, total);
        this.terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
                        && System.getenv("NO_COLOR") == null;
    }

    /** One more. */
    public synchronized void step() {
        done++;
        long tenth = done * (terminal ? 200 : 10) / total;
        if (tenth == shown) {
            return;
        }
        shown = tenth;
        int full = (int) (done * WIDTH / total);
        String bar = "#".repeat(Math.min(WIDTH, full)) + ".".repeat(Math.max(0, WIDTH - full));
        err.print((terminal ? "\r\u001b[K" : "") + what + " [" + bar + "] " + done + "/" + total
                + (terminal && done < total ? "" : System.lineSeparator()));
        err.flush();
    }
}
