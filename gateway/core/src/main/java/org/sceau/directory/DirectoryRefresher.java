package org.sceau.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sceau.failure.FailureCode;
import org.sceau.proof.NoteSigner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the directory current: asks its sources now and then, on a thread of its own, puts in force what they say and keeps it
 * as a snapshot. What cannot be had leaves what was had before, until it is too old. {@link #refresh} and {@link #state} are
 * thread-safe.
 */
public final class DirectoryRefresher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryRefresher.class);
    private static final long STOP_SECONDS = 5;

    private final Directory directory;
    private final List<DirectorySource> sources;
    private final Snapshots snapshots;
    private final int most;
    private final InstantSource clock;
    private volatile int failing;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("directory").daemon().factory());

    /**
     * Keeps {@code directory} current.
     *
     * @param kept where snapshots are
     * @param key signs them
     * @param most entries that a snapshot may hold
     */
    public DirectoryRefresher(
            Directory directory,
            List<DirectorySource> sources,
            Path kept,
            NoteSigner key,
            int most,
            InstantSource clock) {
        this.directory = directory;
        this.sources = List.copyOf(sources);
        this.snapshots = new Snapshots(kept, key);
        this.most = most;
        this.clock = clock;
    }

    /** Puts in force what the snapshots hold; no source is asked. Call once, first. */
    public void open() {
        for (DirectorySource source : sources) {
            try {
                snapshots
                        .kept(source.origin(), clock.instant(), most)
                        .ifPresent(held -> directory.replace(source.name(), held));
            } catch (DirectoryUnusable e) {
                LOG.error("event=directory-snapshot-refused source={} why=\"{}\"", source.name(), e.getMessage());
            }
        }
    }

    /** Looks every {@code pause}, for the first time at once. */
    public void start(Duration pause) {
        var _ = timer.schedule(() -> run(pause), 0, TimeUnit.MILLISECONDS);
    }

    /** Whatever happens, the next look comes: a timer of its own accord stops at the first exception. */
    private void run(Duration pause) {
        try {
            refresh();
        } catch (RuntimeException | Error e) {
            LOG.error("event=directory-broken kind={}", e.getClass().getName());
        } finally {
            if (!timer.isShutdown()) {
                var _ = timer.schedule(() -> run(pause), pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Asks every source once; whether all could be read. */
    public synchronized boolean refresh() {
        int failed = 0;
        for (DirectorySource source : sources) {
            failed += look(source) ? 0 : 1;
        }
        failing = failed;
        List<String> late = directory.now().late();
        if (!late.isEmpty()) {
            LOG.warn("event=directory-late code={} sources={}", FailureCode.DIRECTORY_LATE.code(), late);
        }
        return failed == 0;
    }

    private boolean look(DirectorySource source) {
        try {
            if (source.look(clock.instant()) instanceof DirectorySource.Answer.Whole(Entries entries, Instant asOf)) {
                var held = new Held(entries, asOf);
                directory.replace(source.name(), held);
                return keep(source, held);
            }
            return true;
        } catch (IOException e) {
            warn(source, "no-answer");
        } catch (DirectoryUnusable e) {
            warn(source, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // one source must not keep the others from being asked
            LOG.error(
                    "event=directory-broken source={} kind={}",
                    source.name(),
                    e.getClass().getName());
        }
        return false;
    }

    /** What is in force and not kept is lost with the process. */
    private boolean keep(DirectorySource source, Held held) {
        try {
            snapshots.keep(source.origin(), held);
            return true;
        } catch (IOException e) {
            warn(source, "not-kept");
            return false;
        }
    }

    private static void warn(DirectorySource source, String why) {
        LOG.warn(
                "event=directory-not-refreshed code={} source={} why=\"{}\"",
                FailureCode.DIRECTORY_SOURCE.code(),
                source.name(),
                why);
    }

    /** How the directory stands now. */
    public DirectoryState state() {
        return directory.state(failing);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("event=directory-still-running");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
