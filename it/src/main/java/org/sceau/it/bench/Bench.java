package org.sceau.it.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.OperatorView;
import org.sceau.it.support.Problems;
import org.sceau.it.support.Progress;
import org.sceau.it.support.TokenFolder;
import org.sceau.keys.KeyRing;
import org.sceau.profiles.SampleReport;
import org.sceau.trust.TrustFiles;

/**
 * The load test: the packaged gateway in its own process, ITI-65 submissions over mutual TLS, until everything accepted is
 * delivered. {@code Bench [--sizes 20000,200000] [--connections 1,8,32] [--documents N] [--softhsm yes] [--token-rate 50]
 * [--seal-together yes] [--out DIR]}; with {@code --pairs N} gateways with and without time-stamps and evidence are compared instead, see {@link Pairs}.
 */
public final class Bench {
    private static final long BYTES_PER_RUN = 400_000_000;
    private static final String TOKEN_USES = "sceau_token_uses_total";
    private static final int FLOOR_ROUNDS = 400;
    private static final long WARM_UP_SEED = 5_000_000;

    private final BenchOptions options;
    private final List<Row> rows = new ArrayList<>();
    private long seed = 1;

    private Bench(BenchOptions options) {
        this.options = options;
    }

    /** Runs and prints the table. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        BenchOptions options = BenchOptions.of(Arrays.asList(arguments));
        if (options.pairs() > 0) {
            System.exit(Problems.tell(Pairs.run(options)));
        }
        new Bench(options).run();
    }

    private void run() throws IOException, InterruptedException, ExecutionException {
        Path directory = Files.createTempDirectory("sceau-bench");
        UnaryOperator<GatewayFolder.Wish> pushOnly = wish -> new GatewayFolder.Wish(
                wish.fhirPort(), wish.managementPort(), wish.hospital(), options.carries(), "custody", false);
        try (Clinics clinics = Clinics.create(directory, pushOnly)) {
            X509Certificate reader = TrustFiles.certificates(directory.resolve("parties/hopital/conf.pem"))
                    .getFirst();
            Map<String, String> environment = configured(directory);
            try (GatewayProcess gateway = GatewayProcess.start(directory, options.javaOptions(), environment)) {
                run(clinics, gateway, directory, reader);
            }
        }
        write();
    }

    private Map<String, String> configured(Path directory) throws IOException, InterruptedException {
        if (options.together()) {
            TokenFolder.sealTogether(directory);
        }
        if (options.tokenRate() > 0) {
            return TokenFolder.slow(directory, options.tokenRate()).environment();
        }
        return options.token() ? TokenFolder.of(directory).environment() : Map.of();
    }

    private void run(Clinics clinics, GatewayProcess gateway, Path directory, X509Certificate reader)
            throws IOException, InterruptedException, ExecutionException {
        OperatorView operator = gateway.operator();
        Floor floor = new Floor(
                directory.resolve("floor"),
                KeyRing.open(directory.resolve("keys/ring.p12"), directory.resolve("keys/passphrase")),
                reader);
        warmUp(clinics, gateway, operator);
        System.out.println(Row.head());
        for (int size : options.sizes()) {
            double floorMillis = floor.measure(bundles(size, 8), FLOOR_ROUNDS);
            for (int connections : options.connections()) {
                double usesBefore = operator.metric(TOKEN_USES);
                Row row = measure(clinics, gateway, operator, size, connections, floorMillis);
                rows.add(row);
                System.out.println(row.line());
                if (options.token()) {
                    tell(operator.metric(TOKEN_USES) - usesBefore, row);
                }
            }
        }
    }

    /** Nearly all uses are seals: one for each document's signature, and one for each batch of the recorder. */
    private static void tell(double uses, Row row) {
        double perDocument = uses / row.documents();
        System.out.printf(
                "%9s token: %.0f signatures, %.2f a document, %.1f a second%n",
                "", uses, perDocument, perDocument * row.perSecond());
    }

    private void warmUp(Clinics clinics, GatewayProcess gateway, OperatorView operator)
            throws IOException, InterruptedException, ExecutionException {
        long kept = seed;
        seed = WARM_UP_SEED;
        load(clinics, gateway, bundles(20_000, options.warmUp()), 16, "warm-up");
        operator.awaitAllEnded(Duration.ofMinutes(5));
        seed = kept;
    }

    private Row measure(
            Clinics clinics,
            GatewayProcess gateway,
            OperatorView operator,
            int size,
            int connections,
            double floorMillis)
            throws IOException, InterruptedException, ExecutionException {
        int count = (int) Math.max(8, Math.min(options.documents(), BYTES_PER_RUN / size));
        List<byte[]> bundles = bundles(size, count);
        double allocatedBefore = operator.metric("sceau_jvm_allocated_bytes_total");
        Duration before = gateway.cpu();
        Duration compilersBefore = gateway.compilers();
        Load.Outcome outcome =
                load(clinics, gateway, bundles, connections, size + " bytes, " + connections + " connections");
        List<String> open = operator.awaitAllEnded(Duration.ofMinutes(10));
        if (!open.isEmpty()) {
            throw new IOException(open.size() + " transfers have not ended");
        }
        double cpuMillis = gateway.cpu().minus(before).toNanos() / 1e6;
        double compilerMillis = gateway.compilers().minus(compilersBefore).toNanos() / 1e6;
        double allocated = operator.metric("sceau_jvm_allocated_bytes_total") - allocatedBefore;
        int documents = Math.max(1, outcome.accepted());
        return new Row(
                size,
                connections,
                outcome.accepted(),
                outcome.refused(),
                cpuMillis / documents,
                compilerMillis / documents,
                documents / (outcome.wallNanos() / 1e9),
                outcome.quantile(0.5) / 1e6,
                outcome.quantile(0.99) / 1e6,
                allocated / 1024 / documents,
                gateway.peakResidentKilobytes() / 1024,
                floorMillis);
    }

    private static Load.Outcome load(
            Clinics clinics, GatewayProcess gateway, List<byte[]> bundles, int connections, String what)
            throws InterruptedException, ExecutionException {
        Progress progress = new Progress(System.err, what, bundles.size());
        try (Load load = new Load(gateway.fhir(), clinics.laboratoryTls(), connections)) {
            return load.run(bundles, progress::step);
        }
    }

    private List<byte[]> bundles(int size, int count) {
        List<byte[]> bundles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            bundles.add(SampleReport.of(seed++, size).transaction(SampleReport.Carrying.PDF));
        }
        return bundles;
    }

    private void write() throws IOException {
        Files.createDirectories(options.out());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(options.out().resolve("bench.json").toFile(), rows);
        Files.writeString(options.out().resolve("bench.html"), Plot.of(rows));
        System.err.println("written: " + options.out().resolve("bench.json") + " and bench.html");
    }
}
