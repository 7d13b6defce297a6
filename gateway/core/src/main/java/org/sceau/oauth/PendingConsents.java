package org.sceau.oauth;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sceau.proof.Digest;

/**
 * Requests that were put to a person and wait for an answer. The page holds a ticket of 256 random bits and nothing of the
 * request: who answers cannot change what was asked, nor make a person answer who did not see it. A ticket counts once, for
 * five minutes, in a session with the certificate that it was shown to. Thread-safe; not durable.
 */
public final class PendingConsents {
    /** Pages that a person has open: one more takes the place of the oldest. */
    static final int MOST = 8;

    /** How long a page can be answered. */
    static final Duration LIFE = Duration.ofMinutes(5);

    private final SecureRandom random;
    private final Map<Digest, Map<Digest, Pending>> pending = new HashMap<>();

    /** Draws tickets from {@code random}. */
    public PendingConsents(SecureRandom random) {
        this.random = random;
    }

    private record Pending(AuthorizationRequest request, Instant until) {}

    /**
     * Keeps a request; gives its ticket.
     *
     * @param person thumbprint of the person's certificate, of which there are as many as are registered
     */
    public synchronized String put(Digest person, AuthorizationRequest request, Instant now) {
        String ticket = Secrets.draw(random);
        Map<Digest, Pending> own = pending.computeIfAbsent(person, _ -> new LinkedHashMap<>());
        own.values().removeIf(one -> !one.until().isAfter(now));
        if (own.size() >= MOST) {
            own.remove(own.keySet().iterator().next());
        }
        own.put(Secrets.hash(ticket), new Pending(request, now.plus(LIFE)));
        return ticket;
    }

    /** The request of a ticket, which counts no more; empty for any but one of this person's that waits. */
    public synchronized Optional<AuthorizationRequest> take(Digest person, String ticket, Instant now) {
        Map<Digest, Pending> own = pending.getOrDefault(person, Map.of());
        return own.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(own.remove(Secrets.hash(ticket)))
                        .filter(one -> one.until().isAfter(now))
                        .map(Pending::request);
    }
}
