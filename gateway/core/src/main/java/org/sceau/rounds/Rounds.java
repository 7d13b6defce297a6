package org.sceau.rounds;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.sceau.failure.GatewayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the same again and again on a thread of its own, whatever happens in between; the less often, the longer it has
 * failed. Thread-safe.
 */
public final class Rounds implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    /** Pauses double with each failure up to this: what is back is found within five minutes. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private static final int MOST_DOUBLINGS = 8;
    private static final long STOP_SECONDS = 5;

    private final String name;
    private final Duration every;
    private final BooleanSupplier round;
    private final boolean steady;
    private final ScheduledExecutorService timer;

    /**
     * Rounds of {@code round}, which tells whether nothing is left to do.
     *
     * @param name of the thread, and the beginning of the events that say what went wrong
     * @param every pause between two
     */
    public Rounds(String name, Duration every, BooleanSupplier round) {
        this(name, every, round, false);
    }

    private Rounds(String name, Duration every, BooleanSupplier round, boolean steady) {
        this.name = name;
        this.every = every;
        this.round = round;
        this.steady = steady;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name(name).daemon().factory());
    }

    /** Rounds that come at the same pace, also when one fails. */
    public static Rounds steady(String name, Duration every, Runnable round) {
        BooleanSupplier whole = () -> {
            round.run();
            return true;
        };
        return new Rounds(name, every, whole, true);
    }

    /** Begins at once. Call once. */
    public void start() {
        schedule(Duration.ZERO, 0);
    }

    /** The pause after so many failures in a row. */
    public Duration pause(int failures) {
        Duration doubled = every.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration longest = every.compareTo(LONGEST_PAUSE) > 0 ? every : LONGEST_PAUSE;
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }

    private void schedule(Duration pause, int failures) {
        try {
            var _ = timer.schedule(() -> run(failures), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("event=stopped thread={}", name);
        }
    }

    private void run(int failures) {
        boolean done = false;
        try {
            done = round.getAsBoolean();
        } catch (GatewayException e) {
            LOG.warn("event={}-failed code={}", name, e.code().code());
        } catch (RuntimeException | Error e) {
            LOG.error("event={}-broken kind={}", name, e.getClass().getName());
        } finally {
            // whatever it was, and if it could not even be logged: the rounds must not end with it
            int now = done || steady ? 0 : failures + 1;
            schedule(pause(now), now);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("event=still-running thread={}", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
