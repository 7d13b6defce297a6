package org.sceau.app.fhir;

import java.util.concurrent.atomic.AtomicLong;
import org.sceau.access.Ruling;
import org.sceau.identity.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator, by log and metric, each time that the glass is broken; the journal holds who, why and for what. Thread-safe. */
public final class BreakGlassAlarm {
    private static final Logger LOG = LoggerFactory.getLogger(BreakGlassAlarm.class);

    private final AtomicLong times = new AtomicLong();

    /** Nothing was broken yet. */
    public BreakGlassAlarm() {}

    /** Raises the alarm where a decision was granted by breaking the glass. */
    void look(Ruling ruling, Caller caller) {
        if (ruling instanceof Ruling.Permitted permitted && permitted.brokenGlass()) {
            times.incrementAndGet();
            LOG.warn("event=glass-broken partner={} rule={}", caller.partner(), permitted.rule());
        }
    }

    /** How often since the start. */
    public long times() {
        return times.get();
    }
}
