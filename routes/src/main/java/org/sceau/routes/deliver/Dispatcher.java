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

    /** Name under which Artemis looks for duplicates (its documentation, "Duplicate Message Detection"). */
    private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

    private static final long STOP_MILLIS = 5_000;

    private final ConnectionFactory connections;
    private final Underway underway;
    private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(CAPACITY);
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

    /** Sends soon; an attempt already on a queue is left out by the broker. */
    public void send(DueDelivery due) {
        enqueue(new Message(due, due.delivery() + ":" + due.attempt()));
    }

    /** Sends although the broker may remember the attempt: its message can have been lost. */
    void sendAgain(DueDelivery due, long sweep) {
        enqueue(new Message(due, due.delivery() + ":" + due.attempt() + ":" + sweep));
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

    private void enqueue(Message message) {
        if (underway.begin(message.due())) {
            if (!waiting.offer(message)) {
                underway.end(message.due().delivery(), message.due().attempt());
            }
        }
    }

    private void work() {
        while (running) {
            try (JMSContext context = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
                send(context);
            } catch (JMSException | JMSRuntimeException e) {
                LOG.warn("event=dispatch-interrupted kind={}", e.getClass().getSimpleName());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void send(JMSContext context) throws JMSException, InterruptedException {
        JMSProducer producer = context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        List<Message> batch = new ArrayList<>(BATCH);
        while (running) {
            batch.add(waiting.take());
            waiting.drainTo(batch, BATCH - 1);
            try {
                for (Message message : batch) {
                    send(context, producer, message);
                }
                context.commit();
            } catch (JMSException | JMSRuntimeException e) {
                batch.forEach(
                        lost -> underway.end(lost.due().delivery(), lost.due().attempt()));
                throw e;
            }
            batch.clear();
        }
    }

    private static void send(JMSContext context, JMSProducer producer, Message message) throws JMSException {
        DueDelivery due = message.due();
        BytesMessage bytes = context.createBytesMessage();
        bytes.setStringProperty(DUPLICATE_ID, message.duplicateId());
        bytes.writeBytes(new DeliveryMessage(due.delivery(), due.attempt()).encode());
        producer.send(context.createQueue(Endpoints.queue(due.recipient())), bytes);
    }

    private record Message(DueDelivery due, String duplicateId) {}
}
