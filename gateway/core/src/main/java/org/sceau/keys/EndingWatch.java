package org.sceau.keys;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sceau.rounds.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns before certificates end: at 60, 30, 14, 7 and 1 days, once each, and once they have ended. What is due at the start is
 * said once, with the nearest of them. Thread-safe.
 */
public final class EndingWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EndingWatch.class);

    /** How often it is looked: seldom beside a day, so that a threshold is met on its day. */
    private static final Duration LOOKED = Duration.ofHours(1);
    /** Days before the end; the last is the end itself. */
    private static final List<Integer> THRESHOLDS = List.of(60, 30, 14, 7, 1, 0);

    private final List<Ending> watched;
    private final InstantSource clock;
    private final Map<Ending, Integer> said = new HashMap<>();
    private final Rounds rounds = Rounds.steady("certificate-ends", LOOKED, this::look);

    /** Watches those; nothing is looked at before {@link #start} or {@link #look}. */
    public EndingWatch(List<Ending> watched, InstantSource clock) {
        this.watched = List.copyOf(watched);
        this.clock = clock;
    }

    /** Looks now and every hour. */
    public void start() {
        rounds.start();
    }

    /** Logs what has passed a threshold since the last look; how many that were. */
    public synchronized int look() {
        int warnings = 0;
        for (Ending ending : watched) {
            long days = ending.daysLeft(clock.instant());
            int passed = THRESHOLDS.stream()
                    .filter(threshold -> days < threshold)
                    .reduce((_, nearest) -> nearest)
                    .orElse(Integer.MAX_VALUE);
            if (passed < said.getOrDefault(ending, Integer.MAX_VALUE)) {
                said.put(ending, passed);
                warnings++;
                LOG.warn(
                        "event=certificate-ends name=\"{}\" days={} serial={}",
                        ending.name(),
                        days,
                        ending.certificate().getSerialNumber().toString(16));
            }
        }
        return warnings;
    }

    /** What ends within 60 days, the nearest end first. */
    public List<Ending> soon() {
        return watched.stream()
                .filter(ending -> ending.daysLeft(clock.instant()) < THRESHOLDS.getFirst())
                .sorted(Comparator.comparing(ending -> ending.certificate().getNotAfter()))
                .toList();
    }

    @Override
    public void close() {
        rounds.close();
    }
}
