package org.sceau.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That what the other side sends, and does not send, has its limits. */
class OperatorClientTest {
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server = server();

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void start() {
        server.createContext("/tile", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[100]);
            exchange.close();
        });
        server.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
    }

    private OperatorClient client(Duration patience) {
        return new OperatorClient("http://127.0.0.1:" + server.getAddress().getPort(), Optional.empty(), patience);
    }

    @Test
    void aPageThatIsTooLargeIsNotTaken() throws Exception {
        OperatorClient client = client(Duration.ofMinutes(1));

        assertThat(client.bytes("/tile", 100)).hasSize(100);
        assertThatThrownBy(() -> client.bytes("/tile", 99)).isInstanceOf(CommandFailed.class);
    }

    @Test
    void aPageThatDoesNotEndIsGivenUp() {
        OperatorClient client = client(Duration.ofMillis(300));

        assertThatThrownBy(() -> client.bytes("/endless", 100)).isInstanceOf(CommandFailed.class);
        assertThatThrownBy(() -> client.get("/endless")).isInstanceOf(CommandFailed.class);
    }
}
