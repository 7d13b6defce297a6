package org.sceau.app;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.sceau.access.AccessRules;
import org.sceau.access.Decide;
import org.sceau.access.ReaderKeys;
import org.sceau.access.StampedTime;
import org.sceau.access.TrustedCertificates;
import org.sceau.app.http.FhirServer;
import org.sceau.consent.Consents;
import org.sceau.ledger.Ledger;
import org.sceau.routes.deliver.Sweeper;
import org.sceau.routes.submit.MeteredRejections;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.configuration.Configuration;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.routing.crypto.ReaderSuites;
import org.sceau.timestamp.Stampers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running gateway: ledger, vault, broker, routes, HTTPS server and the operator's endpoint, put together by plain
 * constructors. Several can run in one process. Thread-safe once started.
 */
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private static final Duration REJECTIONS_SUMMED = Duration.ofMinutes(1);

    private final Closing closing;
    private final Ledger ledger;
    private final URI base;
    private final OpenManagement.Management management;
    private final Path data;
    private final Optional<Stampers> stampers;

    private Gateway(
            Closing closing,
            Ledger ledger,
            URI base,
            OpenManagement.Management management,
            Path data,
            Optional<Stampers> stampers) {
        this.closing = closing;
        this.ledger = ledger;
        this.base = base;
        this.management = management;
        this.data = data;
        this.stampers = stampers;
    }

    /**
     * Starts everything; when this returns, requests are answered. Throws a
     * {@link org.sceau.failure.GatewayException} that names what is wrong, and then nothing is left running.
     *
     * @param configuration checked
     * @param clock the time
     * @param random for keys and ids
     * @param failStop runs when the outcome of a commit is unknown: the process MUST end then
     */
    public static Gateway start(Configuration configuration, Clock clock, SecureRandom random, Runnable failStop) {
        Platform.require();
        var closing = new Closing();
        boolean whole = false;
        try {
            Gateway gateway = start(configuration, clock, random, failStop, closing);
            whole = true;
            return gateway;
        } finally {
            if (!whole) {
                closing.close();
            }
        }
    }

    private static Gateway start(
            Configuration configuration, Clock clock, SecureRandom random, Runnable failStop, Closing closing) {
        GatewaySettings settings = configuration.settings();
        RoutingTable table = configuration.table();
        var opening = new OpenParts(settings, clock, random, closing);
        Parts parts = opening.open(configuration, configuration.crypto().stops(clock), failStop);
        Optional<Stampers> stampers = new OpenTime(
                        settings, configuration.crypto().dates(), clock, random, closing)
                .open(parts.ledger(), parts.vault(), parts.seals());
        StampedTime stamped =
                () -> stampers.map(running -> running.journal().stampedUntil()).orElse(Instant.EPOCH);
        var decide = new Decide(
                table,
                new AccessRules(configuration.access()),
                Consents.none(),
                TrustedCertificates.ofReaders(parts.certificates()),
                stamped,
                ReaderKeys.of(parts.directory().keys()),
                new ReaderSuites(configuration.crypto()));
        var rejections = new MeteredRejections(parts.recorder()::refuse, clock).start(REJECTIONS_SUMMED);
        closing.later("rejections", rejections);
        DefaultCamelContext camel = opening.camel(new Assembly(parts, settings, clock, decide, rejections).routes());
        var serving = new OpenServer(parts, settings, clock, decide, rejections);
        FhirServer server = serving.open(camel, closing);
        server.start();
        closing.later("server", server);
        OpenManagement.Management management = new OpenManagement(parts, settings, clock, decide, serving::brokenGlass)
                .start(closing, camel, stampers, OpenKeyStatus.start(parts, configuration, clock, closing));
        var sweeper = new Sweeper(parts.recorder(), parts.ledger().outbox(), parts.dispatcher(), clock);
        sweeper.start(settings.delivery().sweep());
        closing.later("sweeper", sweeper);
        LOG.info("event=started node={} port={} management={}", settings.node(), server.port(), management.port());
        return new Gateway(closing, parts.ledger(), serving.base(), management, settings.data(), stampers);
    }

    /** The FHIR endpoint, without a slash at its end. */
    public URI base() {
        return base;
    }

    /** The port of the operator's endpoint on loopback. */
    public int managementPort() {
        return management.port();
    }

    /** What holds the token that requests to that port bring. */
    public Path operatorToken() {
        return management.tokenFile();
    }

    /** Where ledger, vault, broker and store are. */
    public Path data() {
        return data;
    }

    /** The ledger, for tools and tests in the same process. */
    public Ledger ledger() {
        return ledger;
    }

    /** Has the newest checkpoint time-stamped without waiting for its turn; whether it is stamped now. */
    public boolean stamp() {
        return stampers.filter(running -> running.journal().stamp()).isPresent();
    }

    /** Has all signatures time-stamped that are to be by themselves; whether none is left. */
    public boolean stampSignatures() {
        return stampers.filter(running -> running.signatures().stamp()).isPresent();
    }

    /** Stops taking requests, finishes what is under way, closes everything. Idempotent. */
    @Override
    public void close() {
        closing.close();
        LOG.info("event=stopped");
    }
}
