package org.sceau.trust;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.rounds.Rounds;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps revocation current: looks now and then, on a thread of its own, at files, addresses and oppositions, and puts what
 * it found in force. Nothing that is judged waits for it. What cannot be had leaves what was had before, which counts until
 * it is too old. {@link #state} is thread-safe; the rest runs on one thread at a time.
 */
public final class Refresher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Refresher.class);

    private final CertificateChecker checker;
    private final RevocationPlaces places;
    private final ListExchange exchange;
    private final Responders responders;
    private final ListCache cache;
    private final InstantSource clock;
    private final ListFiles files = new ListFiles();
    private final Map<URI, ListCache.Kept> fetched = new HashMap<>();
    private final OpposedCards opposed;
    private final CardOppositions directoryOppositions;
    private volatile int failing;
    private Optional<Rounds> rounds = Optional.empty();

    /**
     * Keeps {@code checker}'s anchors and replaces its lists.
     *
     * @param directory where fetched lists, and answers that revoke, are kept
     */
    public Refresher(
            CertificateChecker checker,
            RevocationPlaces places,
            ListExchange exchange,
            OcspExchange responders,
            Path directory,
            InstantSource clock) {
        this(checker, places, exchange, responders, CardOppositions.NONE, directory, clock);
    }

    /**
     * The same, where a directory knows of opposed cards, too.
     *
     * @param oppositions asked beside the file
     */
    public Refresher(
            CertificateChecker checker,
            RevocationPlaces places,
            ListExchange exchange,
            OcspExchange responders,
            CardOppositions oppositions,
            Path directory,
            InstantSource clock) {
        this.checker = checker;
        this.places = places;
        this.exchange = exchange;
        this.responders = new Responders(places, responders, new AnswerCache(directory), clock);
        this.cache = new ListCache(directory);
        this.opposed = new OpposedCards(places.oppositions());
        this.directoryOppositions = oppositions;
        this.clock = clock;
    }

    /**
     * Puts in force what files and the cache hold, without asking the network. Call once, first. Throws
     * {@link TrustUnusable} when a file of the configuration cannot be relied on.
     */
    public void open() {
        TrustAnchors anchors = checker.anchors();
        places.files().forEach(file -> files.read(file, anchors));
        opposed.read(anchors);
        for (URI address : places.asked(anchors.intermediates())) {
            cache.kept(address, anchors).ifPresent(kept -> fetched.put(address, believed(kept)));
        }
        responders.open(anchors);
        putInForce();
    }

    /** A confirmation of a time to come was made by a clock that was wrong. */
    private ListCache.Kept believed(ListCache.Kept kept) {
        RevocationList list = kept.list();
        return list.heard().isAfter(clock.instant())
                ? new ListCache.Kept(list.heard(list.issued()), kept.version())
                : kept;
    }

    /** Looks every {@code pause}, for the first time at once. Call once. */
    public void start(Duration pause) {
        Rounds looking = Rounds.steady("revocation", pause, this::refresh);
        rounds = Optional.of(looking);
        looking.start();
    }

    /**
     * Looks once at everything; whether everything could be read. What is at hand takes effect before the network is
     * asked, another list as soon as it is there: none waits for a slower source.
     */
    public boolean refresh() {
        int failed = 0;
        for (Path file : places.files()) {
            failed += reread(file) ? 0 : 1;
        }
        failed += reopposed() ? 0 : 1;
        responders.reread(checker.anchors());
        putInForce();
        try {
            for (URI address : places.asked(checker.anchors().intermediates())) {
                failed += fetch(address) ? 0 : 1;
            }
            failed += responders.ask(checker.anchors());
        } finally {
            failing = failed;
            putInForce();
        }
        return failed == 0;
    }

    /** How revocation stands now. */
    public RevocationState state() {
        return checker.anchors().revocations().state(clock.instant(), failing);
    }

    @Override
    public void close() {
        rounds.ifPresent(Rounds::close);
    }

    private void putInForce() {
        List<RevocationList> lists = files.lists();
        fetched.values().forEach(kept -> lists.add(kept.list()));
        TrustAnchors anchors = checker.anchors();
        checker.replace(anchors.with(Revocations.of(
                lists,
                opposed.cards(),
                directoryOppositions,
                responders.answers(),
                anchors.revocations().maximumAge())));
    }

    private boolean fetch(URI address) {
        ListCache.Kept before = fetched.get(address);
        try {
            Path incoming = cache.incoming(address);
            var last = before == null ? ListExchange.Version.NONE : before.version();
            switch (exchange.get(address, last, incoming)) {
                case ListExchange.Answer.Changed(var version) -> {
                    fetched.put(address, taken(address, before, version));
                    putInForce();
                }
                case ListExchange.Answer.Unchanged _ -> fetched.put(address, confirmed(address, before));
            }
            return true;
        } catch (IOException e) {
            warn(address.getHost(), "no-answer");
        } catch (TrustUnusable e) {
            warn(address.getHost(), "not-relied-on");
        } catch (RuntimeException e) {
            // one source must not keep the others from being asked
            LOG.error("event=revocation-broken kind={}", e.getClass().getName());
        }
        return false;
    }

    private ListCache.Kept confirmed(URI address, ListCache.@Nullable Kept before) throws IOException {
        if (before == null) {
            throw new IOException("nothing was there that could be unchanged");
        }
        return cache.confirm(address, before, clock.instant());
    }

    /**
     * A source that gives an older list than before does not confirm anything: it may be somebody who replays it. Nor does
     * one that gives another authority's, or a delta over a complete list that is not there yet.
     */
    private ListCache.Kept taken(URI address, ListCache.@Nullable Kept before, ListExchange.Version version)
            throws IOException {
        RevocationList list = TrustFiles.revocationList(cache.incoming(address), checker.anchors());
        if (before != null && list.issued().isBefore(before.list().issued())) {
            throw new TrustUnusable("an older list than before");
        }
        if (before != null && checker.anchors().revocations().loses(before.list(), list, clock.instant())) {
            throw new TrustUnusable("a list that does not replace the one before");
        }
        return cache.keep(address, list, version, clock.instant());
    }

    private boolean reread(Path file) {
        try {
            files.read(file, checker.anchors());
            return true;
        } catch (TrustUnusable e) {
            warn(String.valueOf(file.getFileName()), "unreadable");
            return false;
        }
    }

    private boolean reopposed() {
        try {
            opposed.read(checker.anchors());
            return true;
        } catch (TrustUnusable e) {
            warn("oppositions", "unreadable");
            return false;
        }
    }

    static void warn(String source, String why) {
        LOG.warn(
                "event=revocation-not-refreshed code={} source={} why={}",
                FailureCode.REVOCATION_LATE.code(),
                source,
                why);
    }
}
