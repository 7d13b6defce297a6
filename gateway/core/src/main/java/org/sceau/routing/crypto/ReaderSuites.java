package org.sceau.routing.crypto;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sceau.suites.Suite;
import org.sceau.transfer.PartnerId;

/** In which suites content keys may be wrapped, for whom and when. Immutable; costs nothing to ask. */
public final class ReaderSuites {
    /** Every suite that the program knows, always, for everybody. */
    public static final ReaderSuites EVERY = new ReaderSuites(CryptoSettings.NONE);

    private final Map<Suite, Period> periods = new EnumMap<>(Suite.class);
    private final Map<PartnerId, Set<Suite>> wanted = new HashMap<>();

    /** Those of {@code settings}. */
    public ReaderSuites(CryptoSettings settings) {
        settings.encrypting().forEach(period -> periods.put(period.suite().suite(), period.period()));
        settings.partners().forEach(line -> {
            Set<Suite> suites = EnumSet.noneOf(Suite.class);
            line.encrypting().forEach(suite -> suites.add(suite.suite()));
            wanted.put(line.partner(), suites);
        });
    }

    /** Those for a partner at a moment; possibly none. */
    public Set<Suite> of(PartnerId reader, Instant at) {
        return allowed(wanted.getOrDefault(reader, Suite.READERS), at);
    }

    /** Those for who is no partner: by their days alone. */
    public Set<Suite> of(Instant at) {
        return allowed(Suite.READERS, at);
    }

    private Set<Suite> allowed(Set<Suite> all, Instant at) {
        if (periods.isEmpty()) {
            return Collections.unmodifiableSet(all);
        }
        Set<Suite> now = EnumSet.copyOf(all);
        periods.forEach((suite, period) -> {
            if (period.at(at) != Period.Standing.ALLOWED) {
                now.remove(suite);
            }
        });
        return now;
    }
}
