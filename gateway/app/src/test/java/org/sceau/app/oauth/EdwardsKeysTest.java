package org.sceau.app.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.routing.configuration.AccessTokenSettings;
import org.sceau.routing.configuration.FileReference;
import org.sceau.routing.configuration.TokenClientSettings;
import org.sceau.routing.configuration.TokenIssuerSettings;
import org.sceau.suites.TokenSigner;
import org.sceau.transfer.PartnerId;
import org.slf4j.LoggerFactory;

/** Who publishes keys that count for nothing here is told of in the log, once, and not with the keys. */
class EdwardsKeysTest {
    private static final String X = "A".repeat(43);
    private static final String BOTH = new TokenSigner(new SecureRandom())
            .jwks()
            .replaceFirst("\\[", "[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"e\",\"x\":\"" + X + "\"},");
    private static final PartnerId LABO = new PartnerId("labo");

    @TempDir
    Path directory;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger ours = (Logger) LoggerFactory.getLogger(EdwardsKeysTest.class.getPackageName());

    @BeforeEach
    void listen() {
        log.start();
        ours.addAppender(log);
    }

    @AfterEach
    void leave() {
        ours.detachAppender(log);
    }

    @Test
    void ofAClientAtTheStart() throws Exception {
        Path file = Files.writeString(directory.resolve("labo.jwks"), BOTH);

        ClientKeys keys = ClientKeys.of(List.of(new TokenClientSettings(LABO, new FileReference(file))));

        assertThat(keys).isNotNull();
        assertThat(lines()).containsExactly("event=edwards-keys-left-out partner=labo keys=1");
    }

    @Test
    void ofAnIssuerOnceHoweverOftenItIsAsked() throws Exception {
        var asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = BOTH.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks");
        var region = new TokenIssuerSettings("region", "https://as.example", address, Set.of(LABO), false);
        try (var elsewhere = new IssuersElsewhere(settings(region), Clock.systemUTC())) {
            elsewhere.start();

            await().until(() -> asked.get() > 3);

            assertThat(lines()).containsExactly("event=edwards-keys-left-out issuer=region keys=1");
        } finally {
            server.stop(0);
        }
    }

    private List<String> lines() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static AccessTokenSettings settings(TokenIssuerSettings issuer) {
        return new AccessTokenSettings(
                Duration.ofMinutes(5),
                Optional.empty(),
                600,
                Set.of(),
                Set.of(),
                List.of(),
                List.of(issuer),
                Optional.empty(),
                Duration.ofMillis(50),
                Duration.ofHours(6));
    }
}
