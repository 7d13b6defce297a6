package org.sceau.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.sceau.failure.FailureCode;
import org.sceau.proof.NoteSigner;
import org.sceau.rounds.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the directory current: asks its sources now and then, on a thread of its own, puts in force what they say and keeps it
 * as a snapshot. What cannot be had leaves what was had before, until it is too old. {@link #refresh} and {@link #state} are
 * thread-safe.
 */
public final class DirectoryRefresher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DirectoryRefresher.class);
    private static final long WAIT_SECONDS = 5;
    /** Sources with fewer entries may shrink as they like. */
    private static final int LEAST_COMPARED = 16;

    private final Directory directory;
    private final List<DirectorySource> sources;
    private final Snapshots snapshots;
    private final Supplier<Entries.Builder> empty;
    private final InstantSource clock;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile List<String> failing = List.of();
    private Optional<Rounds> rounds = Optional.empty();

    /**
     * Keeps {@code directory} current.
     *
     * @param kept where snapshots are
     * @param key signs them
     * @param empty makes what a snapshot is read into
     */
    public DirectoryRefresher(
            Directory directory,
            List<DirectorySource> sources,
            Path kept,
            NoteSigner key,
            Supplier<Entries.Builder> empty,
            InstantSource clock) {
        this.directory = directory;
        this.sources = List.copyOf(sources);
        this.snapshots = new Snapshots(kept, key);
        this.empty = empty;
        this.clock = clock;
    }

    /** Puts in force what the snapshots hold, and deletes those of other sources; none is asked. Call once, first. */
    public void open() {
        try {
            snapshots.forgetOthers(sources.stream().map(DirectorySource::origin).toList());
        } catch (IOException e) {
            LOG.warn("event=directory-snapshots-left kind={}", e.getClass().getSimpleName());
        }
        for (DirectorySource source : sources) {
            try {
                snapshots
                        .kept(source.origin(), clock.instant(), empty.get())
                        .ifPresent(held -> directory.replace(source.name(), held));
            } catch (DirectoryUnusable e) {
                LOG.error("event=directory-snapshot-refused source={} why=\"{}\"", source.name(), e.getMessage());
            }
        }
    }

    /** Looks every {@code pause}, for the first time at once. Call once. */
    public void start(Duration pause) {
        Rounds looks = Rounds.steady("directory", pause, this::refresh);
        rounds = Optional.of(looks);
        looks.start();
    }

    /** Asks every source once, after a look that is underway; whether all could be read. */
    public boolean refresh() {
        looking.lock();
        try {
            return lookAtAll(false);
        } finally {
            looking.unlock();
        }
    }

    /**
     * The same, or empty when a look is underway that does not end within seconds.
     *
     * @param evenShrunk whether a source is believed that says far less than before
     */
    public Optional<Boolean> tryRefresh(boolean evenShrunk) {
        if (!mayLook()) {
            return Optional.empty();
        }
        try {
            return Optional.of(lookAtAll(evenShrunk));
        } finally {
            looking.unlock();
        }
    }

    private boolean mayLook() {
        try {
            return looking.tryLock(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean lookAtAll(boolean evenShrunk) {
        List<String> failed = new ArrayList<>();
        for (DirectorySource source : sources) {
            if (!look(source, evenShrunk)) {
                failed.add(source.name());
            }
        }
        failing = List.copyOf(failed);
        List<String> late = directory.now().late();
        if (!late.isEmpty()) {
            LOG.warn("event=directory-late code={} sources={}", FailureCode.DIRECTORY_LATE.code(), late);
        }
        return failed.isEmpty();
    }

    private boolean look(DirectorySource source, boolean evenShrunk) {
        try {
            if (source.look(clock.instant()) instanceof DirectorySource.Answer.Whole(Entries entries, Instant asOf)) {
                var held = new Held(entries, asOf);
                requirePlausible(source, held, evenShrunk);
                directory.replace(source.name(), held);
                snapshots.keep(source.origin(), held);
                source.taken();
            }
            return true;
        } catch (IOException e) {
            // messages of the platform may hold more than its name
            boolean own = e.getClass() == IOException.class;
            warn(source, own ? String.valueOf(e.getMessage()) : e.getClass().getSimpleName());
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

    /**
     * A source that was cut, or has lost most of what it had, is rather broken than right. An older word than before takes no
     * opposition back: it may be somebody who puts it there again.
     */
    private void requirePlausible(DirectorySource source, Held said, boolean evenShrunk) {
        if (!said.entries().says()) {
            throw new DirectoryUnusable("nothing that could be used");
        }
        Optional<Held> before = directory.held(source.name());
        if (before.filter(held ->
                        held.entries().oppositions().count() > 0 && said.asOf().isBefore(held.asOf()))
                .isPresent()) {
            throw new DirectoryUnusable("older than what it said of oppositions before");
        }
        if (!evenShrunk
                && before.filter(held -> isShrunk(said.entries(), held.entries()))
                        .isPresent()) {
            throw new DirectoryUnusable("less than half of what it said before");
        }
    }

    private static boolean isShrunk(Entries now, Entries before) {
        boolean entries = before.size() >= LEAST_COMPARED
                && (isHalf(now.size(), before.size()) || isHalf(now.certificateCount(), before.certificateCount()));
        int opposedBefore = before.oppositions().count();
        int opposed = now.oppositions().count();
        boolean gone = opposedBefore > 0 && opposed == 0; // also where an attribute is not shown any more
        return entries || gone || (opposedBefore >= LEAST_COMPARED && isHalf(opposed, opposedBefore));
    }

    private static boolean isHalf(int now, int before) {
        return 2L * now < before;
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
        rounds.ifPresent(Rounds::close);
    }
}
