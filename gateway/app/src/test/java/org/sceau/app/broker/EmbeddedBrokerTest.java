package org.sceau.app.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
    private static final long WAIT_MILLIS = 5_000;

    @TempDir
    Path directory;

    @Test
    void aMessageOutlivesTheBroker() throws JMSException {
        try (var broker = started()) {
            send(broker, (byte) 7);
        }

        try (var broker = started()) {
            assertThat(receive(broker)).isEqualTo((byte) 7);
        }
    }

    private EmbeddedBroker started() {
        var broker = new EmbeddedBroker(directory, 4711);
        broker.start();
        return broker;
    }

    private static void send(EmbeddedBroker broker, byte content) throws JMSException {
        try (JMSContext context = broker.connections().createContext()) {
            BytesMessage message = context.createBytesMessage();
            message.writeByte(content);
            context.createProducer().send(context.createQueue("deliver.hospital"), message);
        }
    }

    private static byte receive(EmbeddedBroker broker) throws JMSException {
        try (JMSContext context = broker.connections().createContext()) {
            var message = context.createConsumer(context.createQueue("deliver.hospital"))
                    .receive(WAIT_MILLIS);
            assertThat(message).isInstanceOf(BytesMessage.class);
            return ((BytesMessage) message).readByte();
        }
    }
}
