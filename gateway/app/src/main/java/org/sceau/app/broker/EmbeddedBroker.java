package org.sceau.app.broker;

import jakarta.jms.ConnectionFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnectorFactory;
import org.apache.activemq.artemis.core.remoting.impl.invm.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;

/**
 * Artemis inside this process, reachable by nobody else: no network acceptor, hence no users. Messages hold a delivery
 * id and an attempt number, never anything of a document. Thread-safe once started.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** How long the journal waits to sync several writes together; Artemis's default of 3.3 ms would slow each delivery. */
    private static final Duration JOURNAL_BUFFER = Duration.ofNanos(200_000);

    /** Memory of one queue before it pages to disk: 32 MiB, some tens of thousands of messages. */
    private static final long QUEUE_BYTES = 32L << 20;

    /** Tries to hand one message to a consumer that breaks; after that the sweeper sends it anew from the ledger. */
    private static final int MAX_ATTEMPTS = 3;

    /** Messages handed to a consumer ahead: some forty, so that those of a busy one do not wait while another is idle. */
    private static final int CONSUMER_BYTES =
            16 * 1024; // and acknowledged at once: what is not fills the queue's memory

    private static final SimpleString DEAD = SimpleString.of("dead");
    private static final SimpleString EXPIRED = SimpleString.of("expired");

    private final Path directory;
    private final int serverId;
    private final EmbeddedActiveMQ server;

    /**
     * A broker that does not run yet.
     *
     * @param directory for its journal; whatever is lost there is sent again from the ledger
     * @param serverId tells apart the brokers of one process
     */
    public EmbeddedBroker(Path directory, int serverId) {
        this.directory = directory;
        this.serverId = serverId;
        this.server = new EmbeddedActiveMQ();
    }

    /** Starts it; throws {@link CannotDistribute}. */
    public void start() {
        try {
            server.setConfiguration(configuration());
            server.start();
        } catch (Exception e) {
            throw new CannotDistribute("the broker does not start", e);
        }
    }

    /** Makes connections within this process. */
    public ConnectionFactory connections() {
        var factory = new ActiveMQConnectionFactory(false, transport(InVMConnectorFactory.class));
        factory.setBlockOnDurableSend(true);
        factory.setConsumerWindowSize(CONSUMER_BYTES);
        factory.setDupsOKBatchSize(CONSUMER_BYTES);
        return factory;
    }

    /** Stops it; messages not yet consumed stay in its journal. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new CannotDistribute("the broker does not stop", e);
        }
    }

    private Configuration configuration() throws Exception {
        var configuration = new ConfigurationImpl();
        configuration.setPersistenceEnabled(true);
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalBufferTimeout_NIO((int) JOURNAL_BUFFER.toNanos());
        configuration.setJournalDirectory(directory.resolve("journal").toString());
        configuration.setBindingsDirectory(directory.resolve("bindings").toString());
        configuration.setPagingDirectory(directory.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(directory.resolve("large").toString());
        configuration.setJournalFileSize(4 << 20);
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(false);
        configuration.setMessageCounterEnabled(false);
        configuration.setPersistIDCache(false);
        // by default a disk 90 % full stops every delivery: whether there is room is for intake to say, before it
        // accepts
        configuration.setMaxDiskUsage(-1);
        // a stalled disk must stop deliveries, not the process: Artemis would halt the virtual machine
        configuration.setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG);
        configuration.addAcceptorConfiguration(transport(InVMAcceptorFactory.class));
        configuration.addAddressSetting("#", addresses());
        return configuration;
    }

    private static AddressSettings addresses() {
        return new AddressSettings()
                .setDeadLetterAddress(DEAD)
                .setExpiryAddress(EXPIRED)
                .setMaxDeliveryAttempts(MAX_ATTEMPTS)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setMaxSizeBytes(QUEUE_BYTES)
                .setAutoCreateQueues(true)
                .setAutoCreateAddresses(true)
                .setAutoDeleteQueues(false)
                .setAutoDeleteAddresses(false);
    }

    private TransportConfiguration transport(Class<?> factory) {
        return new TransportConfiguration(
                factory.getName(), Map.of(TransportConstants.SERVER_ID_PROP_NAME, serverId), "in-vm");
    }
}
