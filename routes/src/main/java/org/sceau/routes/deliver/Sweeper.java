package org.sceau.routes.deliver;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sceau.failure.GatewayException;
import org.sceau.ledger.Outbox;
import org.sceau.ledger.Recorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what is due and on no queue, gives out again what a dead worker held, and ends what is past its limit. The ledger
 * is the truth: with this, a broker that lost everything has lost nothing. Thread-safe.
 */
public final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    /** Deliveries handled by one sweep of each kind: 1,000, so that a sweep stays below a second. */
    private static final int MOST = 1_000;

    /** Limits are looked at in every tenth sweep: it costs a look at each delivery that has not ended. */
    private static final int LIMITS_EVERY = 10;

    private static final long STOP_SECONDS = 5;

    private final Recorder recorder;
    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("sweep").daemon().factory());
    private long sweeps;

    /** Sweeps by {@code clock}. */
    public Sweeper(Recorder recorder, Outbox outbox, Dispatcher dispatcher, InstantSource clock) {
        this.recorder = recorder;
        this.outbox = outbox;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** Sweeps now and then after each pause of {@code every}. */
    public void start(Duration every) {
        var _ = timer.scheduleWithFixedDelay(this::sweepSafely, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One sweep, limits included. */
    public void sweep() {
        giveOut();
        expire();
    }

    private void expire() {
        var expired = recorder.expirePastLimit(MOST).join();
        if (!expired.isEmpty()) {
            LOG.warn("event=deliveries-expired count={}", expired.size());
        }
    }

    private void giveOut() {
        recorder.returnExpiredLeases(MOST).join().forEach(dispatcher::send);
        outbox.due(clock.instant(), MOST).forEach(dispatcher::send);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("event=sweeper-still-running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A sweep that fails is followed by the next: what it did not do is still due. */
    private void sweepSafely() {
        try {
            giveOut();
            if (sweeps++ % LIMITS_EVERY == 0) {
                expire();
            }
        } catch (GatewayException e) {
            LOG.warn("event=sweep-failed code={}", e.code().code());
        } catch (CompletionException e) {
            LOG.warn(
                    "event=sweep-failed kind={}",
                    e.getCause() == null ? "-" : e.getCause().getClass().getSimpleName());
        }
    }
}
