package org.sceau.app.revocation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.binaryEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.trust.ListExchange.Answer;
import org.sceau.trust.ListExchange.Version;
import org.sceau.trust.OcspExchange;

class HttpListsTest {
    private static final byte[] LIST = {1, 2, 3};

    @TempDir
    Path directory;

    private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
    private final HttpLists lists = HttpLists.create(Duration.ofMinutes(1));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        lists.close();
        server.stop();
    }

    @Test
    void aListIsWrittenOverWhatALongerOneLeft() throws IOException {
        Path into = Files.write(directory.resolve("list.new"), new byte[100]);
        server.stubFor(get("/list")
                .willReturn(aResponse()
                        .withBody(LIST)
                        .withHeader("ETag", "\"7\"")
                        .withHeader("Last-Modified", "Fri, 27 Nov 2026 10:00:00 GMT")));

        assertThat(lists.get(address("/list"), Version.NONE, into))
                .isEqualTo(new Answer.Changed(new Version("\"7\"", "Fri, 27 Nov 2026 10:00:00 GMT")));
        assertThat(into).hasBinaryContent(LIST);
    }

    @Test
    void theLastVersionIsNamedAndAnUnchangedListIsNotSentAgain() throws IOException {
        server.stubFor(get("/list")
                .withHeader("If-None-Match", equalTo("\"7\""))
                .withHeader("If-Modified-Since", equalTo("Fri, 27 Nov 2026 10:00:00 GMT"))
                .willReturn(aResponse().withStatus(304)));

        assertThat(lists.get(
                        address("/list"),
                        new Version("\"7\"", "Fri, 27 Nov 2026 10:00:00 GMT"),
                        directory.resolve("list.new")))
                .isEqualTo(new Answer.Unchanged());
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void redirectsAreNotFollowedAndErrorsNotWritten() {
        server.stubFor(
                get("/moved").willReturn(aResponse().withStatus(302).withHeader("Location", server.url("/list"))));
        server.stubFor(get("/list").willReturn(aResponse().withBody(LIST)));
        server.stubFor(get("/broken").willReturn(aResponse().withStatus(500).withBody(LIST)));

        for (String path : new String[] {"/moved", "/broken"}) {
            assertThatThrownBy(() -> lists.get(address(path), Version.NONE, directory.resolve("list.new")))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("status ");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aResponderIsAskedByPostAndItsAnswerBounded() throws IOException {
        server.stubFor(post("/ocsp")
                .withHeader("Content-Type", equalTo("application/ocsp-request"))
                .withRequestBody(binaryEqualTo(LIST))
                .willReturn(aResponse().withBody(new byte[OcspExchange.MAXIMUM_BYTES])));
        server.stubFor(post("/endless").willReturn(aResponse().withBody(new byte[OcspExchange.MAXIMUM_BYTES + 1])));

        assertThat(lists.ask(address("/ocsp"), LIST)).hasSize(OcspExchange.MAXIMUM_BYTES);
        assertThatThrownBy(() -> lists.ask(address("/endless"), LIST)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> lists.ask(address("/none"), LIST)).hasMessage("status 404");
    }

    private URI address(String path) {
        return URI.create(server.url(path));
    }
}
