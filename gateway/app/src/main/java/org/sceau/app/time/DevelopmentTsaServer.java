package org.sceau.app.time;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.sceau.timestamp.DevelopmentTsa;
import org.sceau.timestamp.TsaExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The built-in authority on a free port of loopback. */
public final class DevelopmentTsaServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DevelopmentTsaServer.class);
    private static final String PATH = "/tsa";

    private final HttpServer server;

    private DevelopmentTsaServer(HttpServer server) {
        this.server = server;
    }

    /** Binds and listens. */
    public static DevelopmentTsaServer start(DevelopmentTsa tsa) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(PATH, exchange -> answer(exchange, tsa));
        server.start();
        LOG.warn("event=development-time-stamps port={}", server.getAddress().getPort());
        return new DevelopmentTsaServer(server);
    }

    /** Where it answers. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, DevelopmentTsa tsa) throws IOException {
        try (exchange) {
            boolean query = exchange.getRequestMethod().equals("POST")
                    && TsaExchange.QUERY.equals(exchange.getRequestHeaders().getFirst("Content-Type"));
            if (!query) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            byte[] reply = tsa.answer(exchange.getRequestBody().readNBytes(DevelopmentTsa.MAX_QUERY));
            exchange.getResponseHeaders().set("Content-Type", TsaExchange.REPLY);
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
        }
    }
}
