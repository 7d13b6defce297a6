package org.sceau.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import javax.net.ssl.SSLContext;
import org.sceau.app.demo.PartnerClient;
import org.sceau.ledger.Octets;
import org.sceau.profiles.SampleReport;
import org.sceau.proof.Digest;
import org.sceau.proof.Receipt;

/**
 * A laboratory that never gives up: several senders, each submitting one report after another and repeating one whose
 * answer it did not get, until told to stop. Thread-safe.
 */
public final class Traffic implements AutoCloseable {
    private static final int PAUSE_AFTER_FAILURE_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int LOOK_MILLIS = 10;
    private static final int LOOKS = 6_000;

    private final SSLContext tls;
    private final URI base;
    private final Documents documents;
    private final LongSupplier mark;
    private final AtomicLong seeds;
    private final AtomicBoolean finishing = new AtomicBoolean();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<Thread> senders = new ArrayList<>();
    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final Queue<Given> given = new ConcurrentLinkedQueue<>();
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

    /** A receipt as it was given out while submissions went on. */
    public record Given(String submissionSet, Octets receipt) {}

    /**
     * What is sent.
     *
     * @param firstSeed of the first document; each has another
     * @param sizeBytes of a document, by its seed
     * @param pauseMillis of a sender after each success
     * @param receipts whether it also fetches the receipt then, and the one before once more
     */
    public record Documents(long firstSeed, LongUnaryOperator sizeBytes, int pauseMillis, boolean receipts) {}

    /**
     * Does not start yet.
     *
     * @param mark asked after every success, for harnesses that must order answers among other events
     */
    public Traffic(URI base, SSLContext tls, Documents documents, LongSupplier mark) {
        this.base = base;
        this.tls = tls;
        this.documents = documents;
        this.mark = mark;
        this.seeds = new AtomicLong(documents.firstSeed());
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

    /** The receipts that were fetched meanwhile; of one submission at most two. */
    public Collection<Given> given() {
        return List.copyOf(given);
    }

    /**
     * Returns when one more submission was accepted. Throws IOException after a minute of looking: the time that a stopped
     * process does not get is not counted.
     */
    public void awaitAnother() throws IOException, InterruptedException {
        int before = accepted.size();
        for (int looks = 0; accepted.size() == before; looks++) {
            if (looks > LOOKS) {
                throw new IOException("the gateway accepts nothing");
            }
            Thread.sleep(LOOK_MILLIS);
        }
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
            String before = "";
            while (!stopping.get() && !finishing.get()) {
                long seed = seeds.getAndIncrement();
                SampleReport report =
                        SampleReport.of(seed, documents.sizeBytes().applyAsLong(seed));
                byte[] bundle = report.transaction(SampleReport.Carrying.PDF);
                while (!stopping.get() && !submitted(client, report, bundle)) {
                    repeats.incrementAndGet();
                    Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
                }
                if (documents.receipts()) {
                    fetch(client, before);
                    fetch(client, report.submissionSetId());
                    before = report.submissionSetId();
                }
                Thread.sleep(documents.pauseMillis());
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

    /** What no answer comes to was not given out; a promised receipt that is refused is a refusal. */
    private void fetch(PartnerClient client, String submissionSet) throws InterruptedException {
        Optional<URI> receipt = Optional.ofNullable(accepted.get(submissionSet)).flatMap(Accepted::receipt);
        if (receipt.isEmpty()) {
            return;
        }
        try {
            HttpResponse<InputStream> response = client.get(receipt.get(), Receipt.MEDIA_TYPE);
            try (InputStream body = response.body()) {
                byte[] content = body.readAllBytes();
                if (response.statusCode() == 200) {
                    given.add(new Given(submissionSet, Octets.of(content)));
                } else if (response.statusCode() < 500) {
                    refusals.incrementAndGet();
                }
            }
        } catch (IOException e) {
            Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        }
    }

    /**
     * Begins nothing new and returns when everything begun is answered, so that what was accepted is what was sent. Throws
     * IOException when the gateway does not answer in minutes.
     */
    public void finish() throws IOException, InterruptedException {
        finishing.set(true);
        for (Thread sender : senders) {
            if (!sender.join(PATIENCE)) {
                throw new IOException("a submission is never answered");
            }
        }
    }

    /** Stops the senders; what is under way is left as it is. Idempotent. */
    @Override
    public void close() {
        stopping.set(true);
        senders.forEach(Thread::interrupt);
        for (Thread sender : senders) {
            try {
                sender.join(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
