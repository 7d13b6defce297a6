package org.sceau.app;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.sceau.access.Identify;
import org.sceau.access.TrustedCertificates;
import org.sceau.app.broker.EmbeddedBroker;
import org.sceau.app.revocation.HttpLists;
import org.sceau.hosting.FileHostingStore;
import org.sceau.keys.KeyRing;
import org.sceau.keys.KeyRole;
import org.sceau.keys.Seal;
import org.sceau.keys.SigningEnds;
import org.sceau.keys.Token;
import org.sceau.ledger.Ledger;
import org.sceau.ledger.PayloadStore;
import org.sceau.ledger.Recorder;
import org.sceau.routes.GatewayRoutes;
import org.sceau.routes.deliver.Dispatcher;
import org.sceau.routes.deliver.PeerClient;
import org.sceau.routes.deliver.Underway;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.configuration.Configuration;
import org.sceau.routing.configuration.DeliverySettings;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.signature.AuthorSigners;
import org.sceau.trust.CardOppositions;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.GatewayTrustManager;
import org.sceau.trust.ProfessionalQualities;
import org.sceau.trust.Refresher;
import org.sceau.trust.TlsContexts;
import org.sceau.vault.Vault;
import org.sceau.vault.VaultSettings;

/** Opens the parts of a gateway in the order in which they need one another. */
final class OpenParts {
    private final GatewaySettings settings;
    private final Clock clock;
    private final SecureRandom random;
    private final Closing closing;
    private final EmbeddedBroker broker;

    OpenParts(GatewaySettings settings, Clock clock, SecureRandom random, Closing closing) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.closing = closing;
        this.broker = new EmbeddedBroker(settings.data().resolve("broker"), random.nextInt(1, Integer.MAX_VALUE));
    }

    Parts open(Configuration configuration, SigningEnds ends, Runnable failStop) {
        RoutingTable table = configuration.table();
        ProfessionalQualities qualities = configuration.qualities();
        DataDirectory data = DataDirectory.make(settings.data());
        OwnKeys own = OwnKeys.open(settings, clock);
        closing.later("keys", own);
        KeyRing keys = own.ring().until(ends);
        Supplier<Seal> seals = own.evidenceSeal(keys, configuration.crypto().dates(), ends);
        CertificateChecker certificates = Trust.checker(settings.trust());
        SSLContext tls =
                TlsContexts.of(own.opened(KeyRole.CLIENT), clock, new GatewayTrustManager(certificates, clock), random);
        // what its snapshots oppose is in force before anything can be good
        OpenDirectory directory = OpenDirectory.open(
                settings,
                new OpenDirectory.Judging(table, certificates, qualities),
                keys.logSigner(),
                tls,
                clock,
                closing);
        Refresher revocation = revocation(certificates, table, directory.oppositions());
        Ledger ledger = Ledger.open(LedgerPlace.of(settings), keys, clock, random);
        closing.later("ledger", ledger);
        Vault vault = vault(data.path().resolve("vault"), ledger);
        Recorder recorder = ledger.start(PayloadStore.of(vault), failStop);
        broker.start();
        closing.later("broker", broker);
        var underway = new Underway(clock);
        var dispatcher = new Dispatcher(broker.connections(), underway);
        dispatcher.start();
        closing.later("dispatcher", dispatcher);
        FileHostingStore store = store(data.path().resolve("hosting"));
        data.settle();
        own.token().ifPresent(Token::start);
        directory.start(settings);
        return new Parts(
                table,
                own,
                keys,
                seals,
                certificates,
                revocation,
                directory,
                new Identify(table, TrustedCertificates.ofCallers(certificates), qualities, directory.roles()),
                new AuthorSigners(certificates, qualities, clock),
                ledger,
                recorder,
                vault,
                store,
                dispatcher,
                underway,
                peers(tls),
                sourceId(ledger),
                random);
    }

    /** The routes, started. */
    DefaultCamelContext camel(GatewayRoutes routes) {
        var camel = new DefaultCamelContext();
        camel.disableJMX();
        camel.setMessageHistory(false);
        camel.setAllowUseOriginalMessage(false);
        camel.addComponent("jms", JmsComponent.jmsComponentAutoAcknowledge(broker.connections()));
        try {
            routes.addTo(camel);
            camel.start();
        } catch (Exception e) {
            throw new CannotStart("the routes do not start", e);
        }
        closing.later("routes", camel::stop);
        return camel;
    }

    private Vault vault(Path directory, Ledger ledger) {
        var vault = new Vault(VaultSettings.in(directory), random);
        try {
            vault.start(ledger.vaultFiles());
        } catch (IOException e) {
            throw new CannotStart("the vault cannot be opened", e);
        }
        closing.later("vault", vault);
        return vault;
    }

    private static FileHostingStore store(Path directory) {
        var store = new FileHostingStore(directory);
        try {
            store.open();
        } catch (IOException e) {
            throw new CannotStart("the hosting store cannot be opened", e);
        }
        return store;
    }

    private Refresher revocation(CertificateChecker certificates, RoutingTable table, CardOppositions oppositions) {
        HttpLists lists = HttpLists.create(settings.trust().answer());
        closing.later("revocation client", lists);
        Refresher refresher = Trust.refresher(certificates, settings, table, lists, lists, oppositions, clock);
        closing.later("revocation", refresher);
        refresher.open();
        refresher.start(settings.trust().every());
        return refresher;
    }

    private PeerClient peers(SSLContext tls) {
        DeliverySettings delivery = settings.delivery();
        PeerClient peers = PeerClient.create(tls, delivery.connect(), delivery.answer());
        closing.later("peers", peers);
        return peers;
    }

    /** The log's random id as an OID (ITU-T X.667): stable for as long as the log. */
    private static String sourceId(Ledger ledger) {
        return "urn:oid:2.25." + new BigInteger(ledger.logId().replace("-", ""), 16);
    }
}
