package org.sceau.app.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sceau.timestamp.TsaExchange;

class HttpTsaTest {
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private int paths;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void anAnswerIsGivenAsItIs() throws IOException {
        answers(200, TsaExchange.REPLY, TsaExchange.MAX_REPLY);

        assertThat(post(Duration.ofSeconds(30))).hasSize(TsaExchange.MAX_REPLY);
    }

    @Test
    void whatIsNoAnswerIsRefused() {
        answers(200, TsaExchange.REPLY, TsaExchange.MAX_REPLY + 1);
        assertThatThrownBy(() -> post(Duration.ofSeconds(30))).isInstanceOf(IOException.class);
        answers(200, "text/html", 10);
        assertThatThrownBy(() -> post(Duration.ofSeconds(30))).hasMessage("another media type");
        answers(302, TsaExchange.REPLY, 10);
        assertThatThrownBy(() -> post(Duration.ofSeconds(30))).hasMessage("status 302");
        server.stop(0);
        assertThatThrownBy(() -> post(Duration.ofSeconds(30))).hasMessage("no answer");
    }

    /** The time bounds the whole answer, not the wait for its first byte. */
    @Test
    void anAnswerThatDoesNotEndIsGivenUp() {
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", TsaExchange.REPLY);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try (exchange) {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThatThrownBy(() -> post(Duration.ofMillis(200))).isInstanceOf(InterruptedIOException.class);
    }

    private void answers(int status, String type, int bytes) {
        paths++;
        server.createContext("/" + paths, exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(status, bytes);
                exchange.getResponseBody().write(new byte[bytes]);
            }
        });
    }

    private byte[] post(Duration answer) throws IOException {
        try (HttpTsa client = HttpTsa.create(answer)) {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + paths);
            return client.post(address, new byte[] {1});
        }
    }
}
