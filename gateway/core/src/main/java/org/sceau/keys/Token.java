package org.sceau.keys;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.GatewayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PKCS#11 token with keys of the gateway. A lost session is opened anew within the call that finds out; a token that is
 * away is looked for every two seconds, and what needs it meanwhile fails at once ({@link TokenUnusable}). Thread-safe.
 */
public final class Token implements AutoCloseable, TokenKey.Access {
    private static final Logger LOG = LoggerFactory.getLogger(Token.class);
    /** How often a token is looked for, and asked whether it is there: what an operator hardly waits for. */
    private static final Duration WATCHED = Duration.ofSeconds(2);
    /** Callers start a library anew less often than that: others may use it, too. */
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    /** Some megabytes; a token that fails so often while it is there needs an operator. */
    private static final int MOST_FORMER = 256;

    private final TokenPlace place;
    private final InstantSource clock;
    private final TokenLibrary library;
    private final PinOnce pin;
    private final TokenPresence presence;
    private final ScheduledExecutorService watch;
    private final Map<String, X509Certificate> known = new ConcurrentHashMap<>();
    private final LongAdder uses = new LongAdder();
    private volatile @Nullable TokenSession session;
    private Instant lastAttempt = Instant.MIN;
    /** A session that the provider forgets it would close by its number, which may be another's after the library's next start. */
    private final Deque<TokenSession> former = new ArrayDeque<>();

    private Token(TokenPlace place, InstantSource clock, TokenLibrary library) {
        this.place = place;
        this.clock = clock;
        this.library = library;
        this.pin = new PinOnce(place.pinFile());
        this.presence = new TokenPresence(place.label(), clock);
        this.watch = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("token").factory());
    }

    /** Logs in to the token. Throws {@link TokenUnusable} when it cannot be used. */
    public static Token open(TokenPlace place, InstantSource clock) {
        TokenLibrary library = TokenLibrary.of(place.library());
        Token token = new Token(place, clock, library);
        Lock lock = library.exclusive();
        lock.lock();
        try {
            if (!library.sees(place.label())) {
                library.start();
            }
            token.session = TokenSession.open(place, library);
        } finally {
            lock.unlock();
        }
        TokenSignatures.register();
        return token;
    }

    /** Looks after the token until it is closed. */
    public void start() {
        var _ = watch.scheduleWithFixedDelay(this::look, WATCHED.toMillis(), WATCHED.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * A key with its certificate, which has that label. It was seen to do what the certificate is for.
     *
     * @param issuers certificates that complete the chain where the token holds its end only
     */
    public Credential credential(String label, List<X509Certificate> issuers) {
        List<X509Certificate> stored = inSession(current -> current.chain(label));
        if (stored.isEmpty()) {
            use(label, (_, _) -> stored); // says what is missing
        }
        List<X509Certificate> chain = Chains.complete(stored, issuers);
        X509Certificate own = chain.getFirst();
        known.put(label, own);
        TokenKey key = new TokenKey(this, label, own.getPublicKey());
        if (!Probe.fits(key, own)) {
            throw new TokenUnusable(TokenFault.MISMATCH, "key " + label);
        }
        return new Credential(Secret.of(key), chain);
    }

    /** How it stands. */
    public TokenState state() {
        return presence.state();
    }

    /** How often a key in it was used. */
    public long uses() {
        return uses.sum();
    }

    /** The token's label. */
    public String label() {
        return place.label();
    }

    /** Uses a key; throws {@link TokenUnusable} when the token does not answer, also after it was opened anew. */
    @Override
    public <T> T use(String label, TokenSession.Use<T> use) {
        uses.increment();
        return inSession(current -> use.with(current.provider(), current.key(label)));
    }

    <T> T inSession(TokenSession.Work<T> work) {
        TokenSession current = session;
        if (current != null) {
            try {
                return attempt(current, work);
            } catch (GeneralSecurityException | SessionBroken e) {
                LOG.info("event=token-session-lost label={} kind={}", place.label(), SessionBroken.kind(e));
            }
        }
        TokenSession fresh = reopened(current);
        try {
            return attempt(fresh, work);
        } catch (GeneralSecurityException | SessionBroken e) {
            throw presence.away(new TokenUnusable(TokenFault.SILENT, place.label()));
        }
    }

    private <T> T attempt(TokenSession current, TokenSession.Work<T> work) throws GeneralSecurityException {
        Lock lock = library.shared();
        lock.lock();
        try {
            if (!current.isOfStart(library.starts())) {
                throw new SessionBroken(new IllegalStateException("a former start's"));
            }
            return work.in(current);
        } catch (GatewayException e) { // ours, about the key and not the session
            throw e;
        } catch (RuntimeException e) { // the provider's failures are unchecked
            throw new SessionBroken(e);
        } finally {
            lock.unlock();
        }
    }

    /** A session newer than {@code failed}. */
    private TokenSession reopened(@Nullable TokenSession failed) {
        Lock lock = library.exclusive();
        if (failed != null) {
            lock.lock();
        } else if (!lock.tryLock()) { // somebody looks for it: nobody else waits
            throw presence.away(new TokenUnusable(TokenFault.SILENT, place.label()));
        }
        try {
            TokenSession current = session;
            if (current != null && current != failed && current.isOfStart(library.starts())) {
                return current;
            }
            Instant now = clock.instant(); // a clock set back holds up nobody
            if (!now.isBefore(lastAttempt) && now.isBefore(lastAttempt.plus(BETWEEN))) {
                throw presence.away(new TokenUnusable(TokenFault.SILENT, place.label()));
            }
            lastAttempt = now;
            return reopen(failed);
        } finally {
            lock.unlock();
        }
    }

    private TokenSession reopen(@Nullable TokenSession failed) {
        if (failed != null) {
            former.addLast(failed);
            if (former.size() > MOST_FORMER) {
                former.removeFirst();
            }
        }
        try {
            pin.requireUntried(place.label());
            if (failed == null || failed.isOfStart(library.starts())) {
                library.start();
            }
            TokenSession fresh = TokenSession.open(place, library);
            fresh.requireSame(known, place.label());
            session = fresh;
            presence.back();
            return fresh;
        } catch (TokenUnusable e) {
            session = null;
            pin.remember(e.fault());
            throw presence.away(e);
        }
    }

    private void look() {
        try {
            TokenSession current = session;
            if (current == null || !answers(current)) {
                var _ = reopened(current);
            } else if (!(state() instanceof TokenState.Present)) {
                lookInto(current);
            }
        } catch (TokenUnusable e) {
            LOG.debug("event=token-still-away label={}", place.label());
        } catch (RuntimeException e) { // or nobody would look again
            LOG.error("event=token-watch-broken kind={}", e.getClass().getName());
        }
    }

    /** It answers: whether it works is another question. */
    private void lookInto(TokenSession current) {
        try {
            inSession(held -> held.requireSame(known, place.label()));
            presence.back();
        } catch (TokenUnusable e) {
            if (e.fault() != TokenFault.SILENT) {
                session = null;
                throw presence.away(e);
            }
            var _ = reopened(current);
        }
    }

    private boolean answers(TokenSession current) {
        Lock lock = library.shared();
        lock.lock();
        try {
            return current.answers(library, place.label());
        } finally {
            lock.unlock();
        }
    }

    /** Stops looking after it. The library stays as it is: it is the process's. */
    @Override
    public void close() {
        watch.shutdownNow();
    }
}
