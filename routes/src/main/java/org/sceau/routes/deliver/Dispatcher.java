package org.sceau.routes.deliver;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.sceau.ledger.DueDelivery;
import org.sceau.routes.Endpoints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts due deliveries on their recipients' queues: one thread, one transaction for what waits. It never holds up its
 * callers; what it drops or the broker loses, the {@link Sweeper} sends again, so that no message is worth a write to
 * disk. Thread-safe.
 */
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** Deliveries that may wait for the broker: 16,384, some seconds of the highest rate; the rest stays in the ledger. */
    private static final int CAPACITY = 16_384;

    /** Messages sent in one transaction. */
    private static final int BATCH = 256;

    private static final long STOP_MILLIS = 5_000;

    /** After a failure of the broker: what waits is in the ledger, a full disk is not to be filled with warnings. */
    private static final long PAUSE_MILLIS = 1_000;

    private final ConnectionFactory connections;
    private final Underway underway;
    private final BlockingQueue<DueDelivery> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final Thread worker = new Thread(this::work, "dispatch");
    private volatile boolean running = true;

    /** Sends over {@code connections}; notes what it sends in {@code underway}. */
    public Dispatcher(ConnectionFactory connections, Underway underway) {
        this.connections = connections;
        this.underway = underway;
    }

    /** Starts sending. */
    public void start() {
        worker.setDaemon(true);
        worker.start();
    }

    /** Sends soon, unless the attempt is underway already. */
    public void send(DueDelivery due) {
        if (underway.begin(due) && !waiting.offer(due)) {
            underway.end(due.delivery(), due.attempt());
        }
    }

    @Override
    public void close() {
        running = false;
        worker.interrupt();
        try {
            worker.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        try {
            while (running) {
                sendUntilBroken();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendUntilBroken() throws InterruptedException {
        try (JMSContext context = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
            send(context);
        } catch (JMSException | JMSRuntimeException e) {
            LOG.warn("event=dispatch-interrupted kind={}", e.getClass().getSimpleName());
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private void send(JMSContext context) throws JMSException, InterruptedException {
        JMSProducer producer = context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        List<DueDelivery> batch = new ArrayList<>(BATCH);
        while (running) {
            batch.add(waiting.take());
            waiting.drainTo(batch, BATCH - 1);
            try {
                for (DueDelivery due : batch) {
                    send(context, producer, due);
                }
                context.commit();
            } catch (JMSException | JMSRuntimeException e) {
                batch.forEach(lost -> underway.end(lost.delivery(), lost.attempt()));
                throw e;
            }
            batch.clear();
        }
    }

    private static void send(JMSContext context, JMSProducer producer, DueDelivery due) throws JMSException {
        BytesMessage bytes = context.createBytesMessage();
        bytes.writeBytes(new DeliveryMessage(due.delivery(), due.attempt()).encode());
        producer.send(context.createQueue(Endpoints.queue(due.recipient())), bytes);
    }
}
