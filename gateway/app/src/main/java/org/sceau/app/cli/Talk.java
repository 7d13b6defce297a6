package org.sceau.app.cli;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Speaks to the user on standard error, so that standard output holds data only. On a terminal it colours and shows that
 * it waits; elsewhere, or with {@code NO_COLOR}, it writes plain lines.
 */
final class Talk {
    private static final char[] TURNS = {'|', '/', '-', '\\'};

    private final PrintStream err;
    private final Words words;
    private final boolean terminal;
    private final boolean quiet;

    Talk(PrintStream err, Words words, boolean quiet) {
        this.err = err;
        this.words = words;
        this.quiet = quiet;
        this.terminal =
                Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false)
                        && System.getenv("NO_COLOR") == null
                        && !"dumb".equals(System.getenv("TERM"));
    }

    void line(String key, Object... arguments) {
        if (!quiet) {
            err.println(words.say(key, arguments));
        }
    }

    /** Always said, also with --json. */
    void error(String key, Object... arguments) {
        err.println(
                (terminal ? "\u001b[31m" : "") + "sceau: " + words.say(key, arguments) + (terminal ? "\u001b[0m" : ""));
    }

    /** One step of a run: turns while it waits, then one line with its time. */
    <T> T step(String key, Step<T> step) throws Exception {
        String what = words.say(key);
        long start = System.nanoTime();
        AtomicBoolean waiting = new AtomicBoolean(true);
        Thread turner = Thread.ofVirtual().unstarted(() -> turn(what, waiting));
        if (terminal && !quiet) {
            turner.start();
        }
        boolean good = false;
        try {
            T result = step.run();
            good = true;
            return result;
        } finally {
            waiting.set(false);
            turner.interrupt();
            end(what, good, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** How far a long work is: on a terminal one line, written over. */
    void progress(String key, Object... arguments) {
        if (terminal && !quiet) {
            err.print("\r\u001b[K" + words.say(key, arguments));
            err.flush();
        }
    }

    /** Takes that line away. */
    void progressEnded() {
        if (terminal && !quiet) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    private synchronized void end(String what, boolean good, Duration time) {
        if (!quiet) {
            String mark = good ? paint("32", "ok") : paint("31", "KO");
            err.printf("%s%s  %-67s %6.2f s%n", terminal ? "\r\u001b[K" : "", mark, what, time.toMillis() / 1000.0);
        }
    }

    private void turn(String what, AtomicBoolean waiting) {
        try {
            for (int i = 0; waiting.get(); i++) {
                Thread.sleep(120);
                synchronized (this) {
                    if (waiting.get()) {
                        err.print("\r" + TURNS[i % TURNS.length] + "   " + what);
                        err.flush();
                    }
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private String paint(String colour, String text) {
        return terminal ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }

    /** What a step does. */
    @FunctionalInterface
    interface Step<T> {
        T run() throws Exception;
    }
}
