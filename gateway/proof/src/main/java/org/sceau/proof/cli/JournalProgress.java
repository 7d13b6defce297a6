package org.sceau.proof.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongConsumer;

/** Says every other second how far it is. What takes less than two seconds says nothing. For one thread. */
final class JournalProgress implements LongConsumer {
    private static final long EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintStream err;
    private final Texts texts;
    private long said = System.nanoTime();

    JournalProgress(PrintStream err, Texts texts) {
        this.err = err;
        this.texts = texts;
    }

    @Override
    public void accept(long entries) {
        long now = System.nanoTime();
        if (now - said >= EVERY_NANOS) {
            said = now;
            err.println(texts.get("progress", Long.toString(entries)));
        }
    }
}
