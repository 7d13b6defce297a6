package org.sceau.it.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** Stands before a hospital with the hospital's TLS key and breaks what it is told to break. Thread-safe. */
final class FaultyRecipient implements AutoCloseable {
    /** Longer than any limit of a gateway under test, and an end for threads that a test left waiting. */
    private static final long MOST_SECONDS = 60;

    private final SSLContext tls;
    private final HttpClient http;
    private final URI behind;
    private final int port;
    private volatile Fault fault = Fault.NONE;
    private volatile CountDownLatch healed = new CountDownLatch(0);
    private HttpsServer server;

    /** How it fails. */
    enum Fault {
        /** Passes everything on. */
        NONE,
        /** Nothing listens. */
        DOWN,
        /** Takes the request and says nothing for longer than the gateway waits. */
        SLOW,
        /** Answers 500 without a body that means anything. */
        ERROR,
        /** Answers 200 with a page that is no FHIR. */
        GARBAGE,
        /** Answers 200 with an empty Bundle: FHIR, but not the answer to what was asked. */
        EMPTY_BUNDLE,
        /** Closes the connection when half the request has come. */
        CUT_REQUEST,
        /** Closes the connection in the middle of a 200 answer. */
        CUT_ANSWER,
        /** The hospital takes the document and the answer gets lost; searches are passed on. */
        LOST_ANSWER
    }

    /**
     * Starts.
     *
     * @param tls with the hospital's server key
     * @param partner with which it speaks to the hospital
     * @param behind the hospital's FHIR base
     */
    FaultyRecipient(SSLContext tls, SSLContext partner, URI behind, int port) throws IOException {
        this.tls = tls;
        this.http = HttpClient.newBuilder()
                .sslContext(partner)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        this.behind = behind;
        this.port = port;
        this.server = listen();
    }

    /** Where the gateway is to push to. */
    static URI base(int port) {
        return URI.create("https://localhost:" + port + "/fhir");
    }

    /** Fails like this from now on, or not at all. */
    synchronized void fail(Fault next) throws IOException {
        Fault before = fault;
        fault = next;
        healed.countDown();
        healed = new CountDownLatch(1);
        if (next == Fault.DOWN) {
            server.stop(0);
        } else if (before == Fault.DOWN) {
            server = listen();
        }
    }

    private HttpsServer listen() throws IOException {
        HttpsServer made = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
        made.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        made.createContext("/", this::handle);
        made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        made.start();
        return made;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            switch (fault) {
                case NONE, DOWN -> pass(exchange, true);
                case SLOW -> waitForHealing();
                case ERROR -> answer(exchange, 500, "internal server error");
                case GARBAGE -> answer(exchange, 200, "<html><body>Bienvenue</body></html>");
                case EMPTY_BUNDLE ->
                    answer(exchange, 200, "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}");
                case CUT_REQUEST -> exchange.getRequestBody().readNBytes(10_000);
                case CUT_ANSWER -> cutAnswer(exchange);
                case LOST_ANSWER ->
                    pass(exchange, exchange.getRequestURI().getPath().endsWith("_search"));
            }
        }
    }

    private void waitForHealing() {
        try {
            var _ = healed.await(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void cutAnswer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(200, 5_000);
        exchange.getResponseBody().write("{\"resourceType\":\"Bundle\",".getBytes(StandardCharsets.US_ASCII));
        exchange.getResponseBody().flush();
    }

    private void pass(HttpExchange exchange, boolean answered) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        behind.resolve(exchange.getRequestURI().toString()))
                .header("Content-Type", exchange.getRequestHeaders().getFirst("Content-Type"))
                .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (answered) {
                exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
                exchange.sendResponseHeaders(response.statusCode(), response.body().length);
                exchange.getResponseBody().write(response.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public synchronized void close() {
        healed.countDown();
        server.stop(0);
        http.close();
    }
}
