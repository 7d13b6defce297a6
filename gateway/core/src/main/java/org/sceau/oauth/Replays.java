package org.sceau.oauth;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/**
 * Which assertions were used, until they end. Each partner has a memory of its own, so that nobody fills another's; one that is
 * full forgets nothing and refuses. Thread-safe; not durable: {@link ClientAssertions} takes nothing older than the process.
 */
final class Replays {
    /** Of a client's rate: what it may send in a row, in the five minutes that an assertion lasts, and as much again. */
    private static final int MINUTES = 12;

    private final int most;
    private final Map<PartnerId, Map<Digest, Instant>> used = new ConcurrentHashMap<>();

    /** Remembers 100 bytes for each assertion of a client that sends this many a minute at most. */
    Replays(int perMinute) {
        this.most = MINUTES * perMinute;
    }

    /**
     * Notes an identifier that is used; at most one of any number of calls at once gets true.
     *
     * @param until when it no longer counts by itself
     * @return false when it was used before, or when there is no room to remember it
     */
    boolean use(PartnerId client, Digest id, Instant until, Instant now) {
        Map<Digest, Instant> own = used.computeIfAbsent(client, _ -> new HashMap<>());
        synchronized (own) {
            if (own.size() >= most) {
                own.values().removeIf(end -> !end.isAfter(now));
            }
            return own.size() < most && own.putIfAbsent(id, until) == null;
        }
    }
}
