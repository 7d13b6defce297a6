package org.sceau.it.powercut;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.app.demo.Clinics;
import org.sceau.app.demo.PartnerClient;
import org.sceau.it.support.GatewayProcess;
import org.sceau.it.support.Traffic;

/**
 * A gateway's run under load with every change to its data directory logged.
 *
 * @param directory the gateway's folder; its {@code data} is what was watched
 * @param operations the log
 * @param promises what was answered with success, and when
 */
record Recording(Path directory, List<Operation> operations, List<Promise> promises) {
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(60);

    /**
     * An answered submission.
     *
     * @param accepted what was answered
     * @param receipt the receipt as it was given out
     */
    record Promise(Traffic.Accepted accepted, Operation.Bytes receipt) {}

    /** Runs for {@code time}; empty where there is no C compiler. */
    static Optional<Recording> make(Path directory, Duration time) throws IOException, InterruptedException {
        try (Clinics clinics = Clinics.create(directory)) {
            Path tools = Files.createDirectory(directory.resolve("tools"));
            Optional<Path> library = NativeLog.build(tools);
            if (library.isEmpty()) {
                return Optional.empty();
            }
            Path log = directory.resolve("operations.log");
            Map<String, String> environment =
                    new HashMap<>(NativeLog.environment(library.get(), directory.resolve("data"), log));
            List<Promise> promises;
            try (GatewayProcess gateway = GatewayProcess.start(directory, List.of("-Xmx512m"), environment);
                    Traffic traffic =
                            new Traffic(clinics.fhir(), clinics.laboratoryTls(), 20_000, 1, () -> size(log))) {
                traffic.start(4);
                long start = System.nanoTime();
                while (traffic.accepted().isEmpty() && System.nanoTime() - start < FIRST_ANSWER.toNanos()) {
                    Thread.sleep(20); // a cold process on a slow machine
                }
                Thread.sleep(time.toMillis());
                traffic.stop();
                promises = promises(clinics, gateway, traffic);
                gateway.kill();
            }
            return Optional.of(new Recording(directory, Operation.read(log), promises));
        }
    }

    private static List<Promise> promises(Clinics clinics, GatewayProcess gateway, Traffic traffic)
            throws IOException, InterruptedException {
        List<Promise> promises = new ArrayList<>();
        try (PartnerClient laboratory = new PartnerClient(gateway.fhir(), clinics.laboratoryTls())) {
            for (Traffic.Accepted accepted : traffic.accepted()) {
                HttpResponse<InputStream> response =
                        laboratory.get(accepted.receipt().orElseThrow(), "application/vnd.sceau.receipt+json");
                try (InputStream body = response.body()) {
                    promises.add(new Promise(accepted, new Operation.Bytes(body.readAllBytes())));
                }
            }
        }
        return promises;
    }

    private static long size(Path log) {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
