package org.sceau.app.operate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import org.sceau.access.Ruling;
import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens on loopback only, behind {@link OperatorGate}; an act needs the header {@value #OPERATOR_HEADER}, too. Whether the
 * gateway lives, and what proves the journal without saying what is in it, is open to every account of the machine.
 */
public final class OperatorServer implements AutoCloseable {
    /** Who acts. */
    static final String OPERATOR_HEADER = "X-Sceau-Operator";

    private static final Logger LOG = LoggerFactory.getLogger(OperatorServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String LIVE = "/observe/health/live";
    private static final String READY = "/observe/health/ready";
    private static final String METRICS = "/observe/metrics";
    /** Not whatever loopback address the platform prefers: it is the one that clients are told and the gate lets through. */
    private static final String HOST = "127.0.0.1";

    private static final int BUFFER_BYTES = 1 << 16;

    private final HttpServer server;
    private final ExecutorService threads;
    private volatile boolean serves;

    private OperatorServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Takes the port, so that nobody else has it, and answers nothing yet; throws IOException when somebody has it. */
    public static OperatorServer bind(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral(HOST), port), 0);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        return new OperatorServer(server, threads);
    }

    /**
     * Answers from now on; MUST be called once.
     *
     * @param token what requests must bring
     * @param openMetrics whether metrics need none
     */
    public void serve(
            OperatorToken token,
            boolean openMetrics,
            OperatorApi api,
            EvidenceApi evidence,
            CryptoApi crypto,
            DirectoryApi directory,
            Observation observation,
            JournalPages journal,
            Supplier<Ruling> operate) {
        Map<String, HttpHandler> pages = new LinkedHashMap<>();
        pages.put(LIVE, exchange -> text(exchange, 200, "live\n"));
        pages.put(READY, exchange -> {
            boolean ready = observation.ready();
            text(exchange, ready ? 200 : 503, ready ? "ready\n" : "not ready\n");
        });
        pages.put(METRICS, exchange -> text(exchange, 200, observation.metrics()));
        pages.put("/api/", exchange -> answer(exchange, operate, () -> json(exchange, api::answer)));
        pages.put("/api/evidence/", exchange -> answer(exchange, operate, () -> evidence.answer(exchange)));
        pages.put("/api/directory/", exchange -> answer(exchange, operate, () -> json(exchange, directory::answer)));
        pages.put("/api/crypto", exchange -> answer(exchange, operate, () -> json(exchange, crypto::answer)));
        JournalPages.PATHS.forEach(path -> pages.put(path, journal::answer));
        Set<String> open = openMetrics ? Set.of(LIVE, READY, METRICS) : Set.of(LIVE, READY);
        var gate = new OperatorGate(token, path -> open.contains(path) || JournalPages.isOpen(path));
        pages.forEach(
                (path, page) -> server.createContext(path, page).getFilters().add(gate));
        server.start();
        serves = true;
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        if (!serves) {
            server.start(); // without pages: only one that ran gives its port back
        }
        server.stop(0);
        threads.shutdownNow();
    }

    /** Answers one request; throws anything but IOException only before anything was answered. */
    @FunctionalInterface
    interface Answering {

        void answer() throws IOException;
    }

    private static void json(HttpExchange exchange, Function<HttpExchange, JsonNode> api) throws IOException {
        send(exchange, 200, "application/json", JSON.writeValueAsBytes(api.apply(exchange)));
    }

    /** Acts are asked of the access rules as well. */
    private static void answer(HttpExchange exchange, Supplier<Ruling> operate, Answering answering)
            throws IOException {
        answer(exchange, () -> {
            if (!exchange.getRequestMethod().equals("GET") && operate.get() instanceof Ruling.Forbidden forbidden) {
                LOG.warn("event=operator-refused rule={}", forbidden.rule());
                throw new OperatorApi.Unanswered(403, FailureCode.NOT_PERMITTED.code() + " " + forbidden.rule());
            }
            answering.answer();
        });
    }

    static void answer(HttpExchange exchange, Answering answering) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")
                && !exchange.getRequestHeaders().containsKey(OPERATOR_HEADER)) {
            text(exchange, 403, "forbidden\n");
            return;
        }
        try {
            answering.answer();
        } catch (OperatorApi.Unanswered e) {
            text(exchange, e.status(), e.getMessage() + "\n");
        } catch (GatewayException e) {
            LOG.warn("event=operator-request-failed code={}", e.code().code());
            text(exchange, 500, e.code().code() + "\n");
        } catch (RuntimeException e) {
            LOG.error("event=operator-request-broken kind={}", e.getClass().getName());
            text(exchange, 500, "SC-9999\n");
        }
    }

    /** What writes a body while it goes out. */
    @FunctionalInterface
    interface Body {

        void write(OutputStream out) throws IOException;
    }

    /**
     * Answers 200 with a body of unknown length. What fails under way leaves as IOException and the exchange open, on which
     * the server cuts the connection: to close it, or to answer anything more, would end the body as if it were whole.
     */
    static void stream(HttpExchange exchange, String type, Body body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), BUFFER_BYTES);
        try {
            body.write(out);
        } catch (RuntimeException e) {
            LOG.error("event=operator-answer-broken kind={}", e.getClass().getName());
            throw new IOException("an answer broke off", e);
        }
        out.close();
    }

    static void text(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
