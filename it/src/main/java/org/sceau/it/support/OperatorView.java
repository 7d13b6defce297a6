package org.sceau.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an operator sees through the management port. */
public final class OperatorView {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OPEN = Set.of("queued", "delivering", "parked");

    private final URI management;
    private final Path token;
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * Looks at the gateway whose management base this is.
     *
     * @param token file that each of its starts writes anew
     */
    OperatorView(URI management, Path token) {
        this.management = management;
        this.token = token;
    }

    /** Any page of the operator interface. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(text(path));
    }

    /** Any page as text. */
    public String text(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    /** What an act answers. */
    public byte[] act(String path) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("X-Sceau-Operator", "it")
                .POST(BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofByteArray()).body();
    }

    /** A request for any page. */
    public HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(URI.create(management + path))
                .header("Authorization", "Bearer " + Files.readString(token).strip());
    }

    /** The value of a metric without labels, 0 when it is absent. */
    public double metric(String name) throws IOException, InterruptedException {
        return text("/observe/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    /** Waits until every delivery of every transfer has ended; names those that have not. */
    public List<String> awaitAllEnded(Duration patience) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (openCount() > 0 && System.nanoTime() - start < patience.toNanos()) {
            Thread.sleep(250);
        }
        return open();
    }

    /** Counts, which cost the gateway next to nothing, so that looking does not disturb what is measured. */
    private long openCount() throws IOException, InterruptedException {
        JsonNode counts = get("/api/status").path("deliveries");
        return OPEN.stream().mapToLong(state -> counts.path(state).asLong()).sum();
    }

    private List<String> open() throws IOException, InterruptedException {
        List<String> open = new ArrayList<>();
        for (String state : OPEN) {
            JsonNode page = get("/api/transfers?limit=100&state=" + state);
            for (JsonNode transfer : page.path("transfers")) {
                open.add("not ended (" + state + "): " + transfer.path("id").asText());
            }
        }
        return open;
    }
}
