package org.sceau.oauth;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sceau.suites.JoseKey;
import org.sceau.suites.JwkSet;

/**
 * The keys of an issuer elsewhere, fetched ahead: a token is judged by what is at hand and waits for nobody. What its address
 * last said counts until it is too old, then nothing does. A key that is withdrawn stops counting with the next fetch.
 * Thread-safe.
 */
public final class IssuerKeys implements TokenIssuer.Keys {
    private final Source source;
    private final Duration maximumAge;
    private volatile Known known = new Known(Map.of(), 0, Instant.MIN);

    /** Keys from {@code source}; each answer counts for {@code maximumAge}. */
    public IssuerKeys(Source source, Duration maximumAge) {
        this.source = source;
        this.maximumAge = maximumAge;
    }

    /** Where keys come from. */
    @FunctionalInterface
    public interface Source {
        /** The JWK Set as it is now; MUST bound size and time. */
        String fetch() throws IOException;
    }

    /**
     * Fetches once.
     *
     * @return how many keys count now; a set without any that can be used and has a name withdraws all
     * @throws IOException when there is no answer, or it is no JWK Set: what was known before still counts
     */
    public int refresh(Instant now) throws IOException {
        JwkSet set = JwkSet.read(source.fetch()).orElseThrow(() -> new IOException("no JWK Set"));
        Map<String, JoseKey> named = set.keys().stream()
                .filter(key -> key.id().isPresent())
                .collect(Collectors.toUnmodifiableMap(key -> key.id().orElse(""), key -> key));
        known = new Known(named, set.edwards(), now);
        return named.size();
    }

    /** When they were last fetched; empty when never. */
    public Optional<Instant> heard() {
        return Optional.of(known.heard()).filter(at -> !at.equals(Instant.MIN));
    }

    /** How many of the set that was last fetched are for Edwards curves, and count for nothing. */
    public int edwards() {
        return known.edwards();
    }

    @Override
    public Optional<JoseKey> find(String id, Instant now) {
        Known found = known;
        boolean counts = !found.keys().isEmpty() && now.isBefore(found.heard().plus(maximumAge));
        return counts ? Optional.ofNullable(found.keys().get(id)) : Optional.empty();
    }

    private record Known(Map<String, JoseKey> keys, int edwards, Instant heard) {}
}
