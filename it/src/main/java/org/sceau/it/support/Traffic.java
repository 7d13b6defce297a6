package org.sceau.it.support;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.sceau.app.demo.PartnerClient;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.Digest;

/**
 * A laboratory that never gives up: several senders, each submitting one report after another and repeating one whose
 * answer it did not get, until told to stop. Thread-safe.
 */
public final class Traffic implements AutoCloseable {
    private static final int PAUSE_AFTER_FAILURE_MILLIS = 50;

    private final SSLContext tls;
    private final URI base;
    private final int sizeBytes;
    private final LongSupplier mark;
    private final AtomicLong seeds;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<Thread> senders = new ArrayList<>();
    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong refusals = new AtomicLong();

    /**
     * A submission that was answered with success.
     *
     * @param submissionSet its uniqueId
     * @param document the uniqueId of its PDF
     * @param sha256 of the PDF
     * @param receipt where its receipt is
     * @param mark what the supplier of marks said just after the answer
     */
    public record Accepted(String submissionSet, String document, Digest sha256, Optional<URI> receipt, long mark) {}

    /**
     * Does not start yet.
     *
     * @param mark asked after every success, for harnesses that must order answers among other events
     */
    public Traffic(URI base, SSLContext tls, int sizeBytes, long firstSeed, LongSupplier mark) {
        this.base = base;
        this.tls = tls;
        this.sizeBytes = sizeBytes;
        this.mark = mark;
        this.seeds = new AtomicLong(firstSeed);
    }

    /** Starts that many senders. */
    public void start(int count) {
        for (int i = 0; i < count; i++) {
            senders.add(Thread.ofPlatform().daemon().name("sender-" + i).start(this::send));
        }
    }

    /** What was accepted so far. */
    public Collection<Accepted> accepted() {
        return List.copyOf(accepted.values());
    }

    /** How many submissions had to be repeated because no answer came. */
    public long repeats() {
        return repeats.get();
    }

    /** How many answers were neither success nor a passing fault. */
    public long refusals() {
        return refusals.get();
    }

    private void send() {
        try (PartnerClient client = new PartnerClient(base, tls)) {
            while (!stopping.get()) {
                SampleReport report = SampleReport.of(seeds.getAndIncrement(), sizeBytes);
                byte[] bundle = report.transaction(SampleReport.Carrying.PDF);
                while (!stopping.get() && !submitted(client, report, bundle)) {
                    repeats.incrementAndGet();
                    Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean submitted(PartnerClient client, SampleReport report, byte[] bundle) throws InterruptedException {
        try {
            PartnerClient.Answer answer = client.submit(bundle);
            if (answer.status() == 200) {
                Digest sha256 = Digest.sha256(report.pdf().bytes());
                accepted.put(
                        report.submissionSetId(),
                        new Accepted(
                                report.submissionSetId(), report.pdfId(), sha256, answer.receipt(), mark.getAsLong()));
                return true;
            }
            if (answer.status() < 500) {
                refusals.incrementAndGet();
                return true;
            }
            return false;
        } catch (IOException unknownOutcome) {
            return false;
        }
    }

    @Override
    public void close() {
        stop();
    }

    /** Stops the senders; what is under way is left as it is. Idempotent. */
    public void stop() {
        stopping.set(true);
        senders.forEach(Thread::interrupt);
        for (Thread sender : senders) {
            try {
                sender.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
