package org.sceau.it.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;

/** Posts pre-built bundles over a number of connections and keeps the time of each answer. Not thread-safe. */
public final class Load implements AutoCloseable {
    private final URI base;
    private final List<HttpClient> clients;
    private final ExecutorService workers;

    /** One client, hence one kept connection, for each worker. */
    public Load(URI base, SSLContext tls, int connections) {
        this.base = base;
        this.clients = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            clients.add(HttpClient.newBuilder()
                    .sslContext(tls)
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build());
        }
        this.workers = Executors.newFixedThreadPool(connections);
    }

    /**
     * What came of it.
     *
     * @param accepted answers with status 200
     * @param refused any other answers
     * @param sortedNanos time from the first byte sent to the answer, of the accepted, sorted
     * @param wallNanos from the first request to the last answer
     */
    public record Outcome(int accepted, int refused, Times sortedNanos, long wallNanos) {

        /** Nanoseconds at a quantile between 0 and 1. */
        public long quantile(double at) {
            long[] all = sortedNanos.values();
            return all.length == 0 ? 0 : all[(int) Math.min(all.length - 1L, Math.round(at * all.length))];
        }
    }

    /** Durations in nanoseconds. */
    public record Times(
            @SuppressWarnings("ArrayRecordComponent") long[] values) {} // measured values, never compared

    /** Posts every bundle once. */
    public Outcome run(List<byte[]> bundles, Runnable answered) throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        long start = System.nanoTime();
        List<Future<long[]>> parts = new ArrayList<>();
        for (HttpClient client : clients) {
            parts.add(workers.submit(() -> work(client, bundles, next, refused, answered)));
        }
        long[] all = new long[0];
        for (Future<long[]> part : parts) {
            long[] times = part.get();
            int old = all.length;
            all = Arrays.copyOf(all, old + times.length);
            System.arraycopy(times, 0, all, old, times.length);
        }
        Arrays.sort(all);
        return new Outcome(all.length, refused.get(), new Times(all), System.nanoTime() - start);
    }

    private long[] work(
            HttpClient client, List<byte[]> bundles, AtomicInteger next, AtomicInteger refused, Runnable answered)
            throws IOException, InterruptedException {
        long[] times = new long[bundles.size()];
        int count = 0;
        for (int i = next.getAndIncrement(); i < bundles.size(); i = next.getAndIncrement()) {
            HttpRequest request = HttpRequest.newBuilder(base)
                    .header("Content-Type", "application/fhir+json")
                    .header("Accept", "application/fhir+json")
                    .timeout(Duration.ofMinutes(2))
                    .POST(BodyPublishers.ofByteArray(bundles.get(i)))
                    .build();
            long start = System.nanoTime();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status == 200) {
                times[count++] = System.nanoTime() - start;
            } else {
                refused.incrementAndGet();
            }
            answered.run();
        }
        return Arrays.copyOf(times, count);
    }

    @Override
    public void close() {
        workers.shutdownNow();
        clients.forEach(HttpClient::close);
    }
}
