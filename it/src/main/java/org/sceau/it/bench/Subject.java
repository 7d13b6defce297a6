package org.sceau.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.OperatorView;
import org.sceau.it.support.Progress;
import org.sceau.it.support.TimeAuthority;

/** One gateway of the comparison, with its clinics, its authority, and an operator who asks for evidence. Not thread-safe. */
final class Subject implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int EVIDENCE_ALONE = 100;
    private static final int LOOK_MILLIS = 50;
    private static final int LOOKS = 2_400; // two minutes
    private static final String[] STAMPING = {"time-stamp", "signature-time", "renewal"};

    private final Variant variant;
    private final BenchOptions options;
    private final Clinics clinics;
    private final TimeAuthority authority;
    private final GatewayProcess gateway;
    private final OperatorView operator;
    private final ExecutorService asking = Executors.newSingleThreadExecutor();
    private final List<Segment> measured = new ArrayList<>();
    private double evidenceCost;
    private Round round = new Round(0, 0, 0, 0);
    private final List<Slice> slices = new ArrayList<>();

    /** What had been used when a round began. */
    private record Round(double cpu, double compilers, double stamping, long stamps) {}

    /** Some seconds of load. */
    private record Slice(Load.Outcome outcome, int evidence) {}

    private Subject(
            Variant variant, BenchOptions options, Clinics clinics, TimeAuthority authority, GatewayProcess gateway) {
        this.variant = variant;
        this.options = options;
        this.clinics = clinics;
        this.authority = authority;
        this.gateway = gateway;
        this.operator = gateway.operator();
    }

    static Subject start(Path directory, Variant variant, BenchOptions options)
            throws IOException, InterruptedException {
        Clinics clinics = Clinics.create(
                directory,
                wish -> new GatewayFolder.Wish(
                        wish.fhirPort(), wish.managementPort(), wish.hospital(), options.carries(), "custody", false));
        TimeAuthority authority = TimeAuthority.start(directory);
        variant.configure(directory, authority);
        GatewayProcess gateway = GatewayProcess.start(directory, options.javaOptions(), Map.of());
        return new Subject(variant, options, clinics, authority, gateway);
    }

    /** Documents until the compilers have done most, then evidence files alone: what one of them costs. */
    void warmUp(List<byte[]> bundles) throws IOException, InterruptedException, ExecutionException {
        load(bundles, "warm-up, " + variant.label());
        if (variant.proves()) {
            List<String> transfers = transfers();
            askAll(transfers, EVIDENCE_ALONE);
            double before = used() - compilers();
            askAll(transfers, EVIDENCE_ALONE);
            evidenceCost = (used() - compilers() - before) / EVIDENCE_ALONE;
        }
    }

    /** A round begins: whatever the process uses from now on is the round's, also while others have their turns. */
    void begin() throws IOException {
        slices.clear();
        round = new Round(used(), compilers(), stamping(), authority.given());
    }

    /** The round is over; what it was. */
    Segment end() throws IOException {
        int documents = Math.max(1, sum(slice -> slice.outcome().accepted()));
        int files = sum(Slice::evidence);
        Segment segment = new Segment(
                variant,
                documents,
                sum(slice -> slice.outcome().refused()),
                (used() - round.cpu()) / documents,
                (compilers() - round.compilers()) / documents,
                (stamping() - round.stamping()) / documents,
                files,
                files * evidenceCost / documents,
                authority.given() - round.stamps(),
                mean(slice -> slice.outcome().quantile(0.5) / 1e6),
                mean(slice -> slice.outcome().quantile(0.99) / 1e6));
        measured.add(segment);
        return segment;
    }

    private int sum(ToIntFunction<Slice> of) {
        return slices.stream().mapToInt(of).sum();
    }

    private double mean(ToDoubleFunction<Slice> of) {
        return slices.stream().mapToDouble(of).average().orElse(0);
    }

    /** Documents, and evidence files meanwhile; until everything is delivered. */
    void load(List<byte[]> bundles, String what) throws IOException, InterruptedException, ExecutionException {
        List<String> transfers = variant.proves() ? transfers() : List.of();
        Progress progress = new Progress(System.err, what, bundles.size());
        AtomicInteger answers = new AtomicInteger();
        List<Future<?>> files = new ArrayList<>();
        long stampsBefore = authority.given();
        Load.Outcome outcome;
        try (Load load = new Load(
                gateway.fhir(), clinics.laboratoryTls(), options.connections().getFirst())) {
            outcome = load.run(bundles, () -> {
                progress.step();
                int answered = answers.incrementAndGet();
                if (!transfers.isEmpty() && answered % options.evidenceEvery() == 0) {
                    synchronized (files) {
                        files.add(asking.submit(() -> ask(transfers.get(answered % transfers.size()))));
                    }
                }
            });
        }
        for (Future<?> file : files) {
            file.get();
        }
        awaitEnd(outcome.accepted(), stampsBefore);
        slices.add(new Slice(outcome, files.size()));
    }

    /** Every round since the warm-up. */
    List<Segment> measured() {
        return List.copyOf(measured);
    }

    /** Milliseconds of CPU that one evidence file took alone. */
    double evidenceCost() {
        return evidenceCost;
    }

    /** What is put off is paid for too: deliveries, and the time-stamp over each signature. */
    private void awaitEnd(int accepted, long stampsBefore) throws IOException, InterruptedException {
        List<String> open = operator.awaitAllEnded(PATIENCE);
        if (!open.isEmpty()) {
            throw new IOException(open.size() + " transfers have not ended");
        }
        for (int looks = 0; variant == Variant.DOCUMENT && authority.given() - stampsBefore < accepted; looks++) {
            if (looks > LOOKS) {
                throw new IOException("signatures are not time-stamped");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private List<String> transfers() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (JsonNode transfer : operator.get("/api/transfers?limit=100").path("transfers")) {
            ids.add(transfer.path("id").asText());
        }
        return ids;
    }

    private void askAll(List<String> transfers, int count) {
        for (int i = 0; i < count && !transfers.isEmpty(); i++) {
            ask(transfers.get(i % transfers.size()));
        }
    }

    private void ask(String transfer) {
        try {
            byte[] file = operator.act("/api/evidence/" + transfer + "?for=labo");
            if (file.length < 2 || file[0] != 'P' || file[1] != 'K') {
                throw new IOException("no evidence file was made");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private double used() throws IOException {
        return gateway.cpu().toNanos() / 1e6;
    }

    private double compilers() throws IOException {
        return gateway.compilers().toNanos() / 1e6;
    }

    private double stamping() throws IOException {
        return gateway.cpuOf(STAMPING).toNanos() / 1e6;
    }

    @Override
    public void close() {
        asking.shutdownNow();
        gateway.close();
        authority.close();
        clinics.close();
    }
}
