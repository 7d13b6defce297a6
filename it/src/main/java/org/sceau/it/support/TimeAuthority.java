package org.sceau.it.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sceau.app.demo.GatewayFolder;
import org.sceau.keys.KeyStoreFile;
import org.sceau.keys.Passphrase;
import org.sceau.timestamp.DevelopmentTsa;
import org.sceau.timestamp.TsaExchange;

/**
 * The time-stamp authority of a gateway's folder, in this process: what it costs is not the gateway's. It can refuse
 * connections, take them and never answer, and come back on the same port. Thread-safe.
 */
public final class TimeAuthority implements AutoCloseable {
    private static final Pattern BUILT_IN = Pattern.compile("(?m)^time-stamp:.*\\R(?:^[ #].*\\R?)*");

    private final int port;
    private final DevelopmentTsa tsa;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong given = new AtomicLong();
    private volatile CountDownLatch answering = new CountDownLatch(0);
    private HttpServer server;

    private TimeAuthority(int port, DevelopmentTsa tsa) throws IOException {
        this.port = port;
        this.tsa = tsa;
        this.server = listening();
    }

    /** Starts with the key in {@code parties/horodatage}. */
    public static TimeAuthority start(Path directory) throws IOException {
        Path home = directory.resolve("parties/horodatage");
        var credential = KeyStoreFile.read(home.resolve("tsa.p12"), Passphrase.read(home.resolve("passphrase")));
        return new TimeAuthority(
                GatewayFolder.freePort(), new DevelopmentTsa(credential, Clock.systemUTC(), new SecureRandom()));
    }

    /**
     * Makes it the one authority of the folder's configuration.
     *
     * @param pauses further keys of {@code time-stamp}, such as {@code every: 5s}
     */
    public void configure(Path directory, String pauses) throws IOException {
        replace(
                directory,
                "time-stamp: {" + pauses + ", authorities: [{url: \"http://127.0.0.1:" + port
                        + "/\", anchors: ../trust/anchors.pem}]}\n");
    }

    /** Leaves the folder's configuration without any authority. */
    public static void configureNone(Path directory) throws IOException {
        replace(directory, "");
    }

    private static void replace(Path directory, String settings) throws IOException {
        Path file = directory.resolve("conf/gateway.yaml");
        Matcher builtIn = BUILT_IN.matcher(Files.readString(file));
        if (!builtIn.find()) {
            throw new IOException("no authority in " + file);
        }
        Files.writeString(file, builtIn.replaceFirst(Matcher.quoteReplacement(settings)));
    }

    /** How many time-stamps it gave. */
    public long given() {
        return given.get();
    }

    /** From now on connections are refused. */
    public synchronized void stop() {
        answering.countDown();
        server.stop(0);
    }

    /** From now on connections are taken and nothing is answered. */
    public synchronized void fallSilent() throws IOException {
        server.stop(0);
        answering = new CountDownLatch(1);
        server = listening();
    }

    /** Answers again. */
    public synchronized void comeBack() throws IOException {
        stop();
        server = listening();
    }

    private HttpServer listening() throws IOException {
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        listening.createContext("/", this::answer);
        listening.setExecutor(threads);
        listening.start();
        return listening;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (answering.getCount() > 0) {
                answering.await();
                return;
            }
            byte[] reply = tsa.answer(exchange.getRequestBody().readNBytes(DevelopmentTsa.MAX_QUERY));
            exchange.getResponseHeaders().set("Content-Type", TsaExchange.REPLY);
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            given.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        threads.shutdownNow();
    }
}
