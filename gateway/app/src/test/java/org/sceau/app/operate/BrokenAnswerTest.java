package org.sceau.app.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;

/** A body that breaks off must not look whole to its reader. */
class BrokenAnswerTest {
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 200_000})
    void aSourceThatFailsUnderWayCutsTheConnection(int bytes) throws Exception {
        for (RuntimeException failure : new RuntimeException[] {
            new IllegalStateException("broken"),
            new UncheckedIOException(new IOException("broken")),
            new Refused(FailureCode.NOT_FOUND)
        }) {
            assertThatThrownBy(() -> get(answer(bytes, failure)))
                    .as("%d bytes, then %s", bytes, failure)
                    .isInstanceOf(IOException.class);
        }
        HttpResponse<byte[]> whole = get(answer(bytes, null));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).hasSize(bytes);
    }

    private String answer(int bytes, @Nullable RuntimeException failure) {
        String path = "/" + (failure == null ? "whole" : failure.getClass().getSimpleName());
        server.createContext(
                path,
                exchange -> OperatorServer.answer(
                        exchange,
                        () -> OperatorServer.stream(exchange, "application/octet-stream", out -> {
                            out.write(new byte[bytes]);
                            if (failure != null) {
                                throw failure;
                            }
                        })));
        return path;
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
        }
    }
}
