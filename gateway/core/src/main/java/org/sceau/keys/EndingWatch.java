package org.sceau.keys;

import java.security.cert.X509Certificate;
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
 * Warns before certificates, and algorithms in use, end: at 60, 30, 14, 7 and 1 days, once each, and once they have ended. What is due at the start is
 * said once, with the nearest of them. Thread-safe.
 */
public final class EndingWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EndingWatch.class);

    /** How often it is looked: seldom beside a day, so that a threshold is met on its day. */
    private static final Duration LOOKED = Duration.ofHours(1);
    /** Days before the end; the last is the end itself. */
    private static final List<Integer> THRESHOLDS = List.of(60, 30, 14, 7, 1, 0);

    private final List<Ends> watched;
    private final InstantSource clock;
    private final Map<Ends, Integer> said = new HashMap<>();
    private final Rounds rounds = Rounds.steady("certificate-ends", LOOKED, this::look);

    /** Watches those; nothing is looked at before {@link #start} or {@link #look}. */
    public EndingWatch(List<? extends Ends> watched, InstantSource clock) {
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
        for (Ends ending : watched) {
            long days = ending.daysLeft(clock.instant());
            int passed = THRESHOLDS.stream()
                    .filter(threshold -> days < threshold)
                    .reduce((_, nearest) -> nearest)
                    .orElse(Integer.MAX_VALUE);
            if (passed < said.getOrDefault(ending, Integer.MAX_VALUE)) {
                said.put(ending, passed);
                warnings++;
                warn(ending, days);
            }
        }
        return warnings;
    }

    private static void warn(Ends ending, long days) {
        switch (ending) {
            case Ending(String name, X509Certificate certificate) ->
                LOG.warn(
                        "event=certificate-ends name=\"{}\" days={} serial={}",
                        name,
                        days,
                        certificate.getSerialNumber().toString(16));
            case DatedUse use -> LOG.warn("event=algorithm-ends name=\"{}\" days={}", use.name(), days);
        }
    }

    /** What ends within 60 days, the nearest end first. */
    public List<Ends> soon() {
        return watched.stream()
                .filter(ending -> ending.daysLeft(clock.instant()) < THRESHOLDS.getFirst())
                .sorted(Comparator.comparing(Ends::end))
                .toList();
    }

    @Override
    public void close() {
        rounds.close();
    }
}
