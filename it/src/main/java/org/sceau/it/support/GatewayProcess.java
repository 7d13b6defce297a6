package org.sceau.it.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A gateway in a process of its own, started with {@code bin/sceau up}. Not thread-safe. */
public final class GatewayProcess implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LOOK_MILLIS = 20;
    private static final int LOOKS = 6_000; // two minutes
    private static final long TICKS_PER_SECOND = 100; // USER_HZ, fixed on Linux

    private final Process process;
    private final Path directory;
    private final JsonNode endpoints;

    private GatewayProcess(Process process, Path directory, JsonNode endpoints) {
        this.process = process;
        this.directory = directory;
        this.endpoints = endpoints;
    }

    /** Where {@code bin/sceau} is: the system property {@code sceau.launcher}, else the source tree around. */
    public static Path launcher() {
        String set = System.getProperty("sceau.launcher");
        if (set != null) {
            return Path.of(set);
        }
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isExecutable(at.resolve("gateway/bin/sceau"))) {
            at = at.getParent();
        }
        if (at == null) {
            throw new IllegalStateException("run inside the project, or set sceau.launcher");
        }
        return at.resolve("gateway/bin/sceau");
    }

    /**
     * Starts the gateway of {@code directory} and waits until it is ready.
     *
     * @param javaOptions such as {@code -Xmx256m}
     * @param environment further variables
     */
    public static GatewayProcess start(Path directory, List<String> javaOptions, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path written = directory.resolve("data/endpoints.json");
        Files.deleteIfExists(written);
        Process process = launch(directory, javaOptions, environment);
        for (int looks = 0;
                !Files.exists(written);
                looks++) { // time that a stopped process does not get is not counted
            if (!process.isAlive() || looks > LOOKS) {
                process.destroyForcibly();
                throw new IOException("the gateway did not start; see " + directory.resolve("gateway.out"));
            }
            process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return new GatewayProcess(process, directory, JSON.readTree(written.toFile()));
    }

    /** Starts the gateway of {@code directory} and kills it after that time; whether it was ready by then. */
    public static boolean startAndKill(Path directory, List<String> javaOptions, Duration after)
            throws IOException, InterruptedException {
        Path written = directory.resolve("data/endpoints.json");
        Files.deleteIfExists(written);
        Process process = launch(directory, javaOptions, Map.of());
        Thread.sleep(after);
        process.destroyForcibly().waitFor();
        return Files.exists(written);
    }

    private static Process launch(Path directory, List<String> javaOptions, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(launcher().toString(), "up", directory.toString());
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("SCEAU_JAVA_OPTS", String.join(" ", javaOptions));
        variables.put("SCEAU_BUILD", "never");
        builder.environment().putAll(variables);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(
                directory.resolve("gateway.out").toFile()));
        return builder.start();
    }

    /** The FHIR base. */
    public URI fhir() {
        return URI.create(endpoints.path("fhir").asText());
    }

    /** The management base. */
    public URI management() {
        return URI.create(endpoints.path("management").asText());
    }

    /** What its operator sees. */
    public OperatorView operator() {
        return new OperatorView(
                management(), Path.of(endpoints.path("operatorTokenFile").asText()));
    }

    /** Its directory. */
    public Path directory() {
        return directory;
    }

    /** CPU time used so far by all its threads, user and system. */
    public Duration cpu() throws IOException {
        return cpu(Files.readString(Path.of("/proc/" + process.pid() + "/stat")));
    }

    /** The part of it that its compilers' threads used, as far as they are alive. */
    public Duration compilers() throws IOException {
        return cpuOf("C1 Compiler", "C2 Compiler");
    }

    /** The part of it that threads used whose names begin so, in 15 characters at most, as far as they are alive. */
    public Duration cpuOf(String... names) throws IOException {
        Duration used = Duration.ZERO;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads) {
                String stat = Files.readString(thread.resolve("stat"));
                if (Stream.of(names).anyMatch(name -> stat.contains("(" + name))) {
                    used = used.plus(cpu(stat));
                }
            }
        } catch (NoSuchFileException ended) {
            return cpuOf(names); // a thread ended between listing and reading
        }
        return used;
    }

    private static Duration cpu(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
        return Duration.ofMillis(ticks * 1000 / TICKS_PER_SECOND);
    }

    /** The most memory it has held, in kilobytes. */
    public long peakResidentKilobytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElse(0);
    }

    /** True while it runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Whether it ends by itself within that time. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        return process.waitFor(patience);
    }

    /** Kills it at once, as {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Stops it in good order. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
