package org.sceau.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.Clinics;

/** The management port, asked byte by byte: a client library sets no foreign Host, and none twice. */
class OperatorAccessTest {
    private static final List<String> OPEN = List.of(
            "GET /observe/health/live",
            "GET /observe/health/ready",
            "GET /checkpoint",
            "GET /api/journal",
            "GET /tile/0/000.p/1");
    private static final List<String> CLOSED = List.of(
            "GET /observe/metrics",
            "GET /observe/health/live/",
            "GET /observe/health/liver",
            "GET /api/status",
            "GET /api/routes",
            "GET /api/transfers",
            "GET /api/keys",
            "GET /api/journal/",
            "GET /api/journal/export",
            "GET /api/journal/consistency?first=1&second=1",
            "GET /api/journal/entries/x",
            "GET /api/journal/../status",
            "GET /api/directory/entries?text=x",
            "GET /tile/entries/000.p/1",
            "GET /tile/0/../entries/000.p/1",
            "GET /tile/%65ntries/000.p/1",
            "GET /checkpoint/",
            "POST /api/routes/resultats/pause",
            "POST /api/directory/refresh",
            "POST /api/evidence/x?for=operator",
            "DELETE /api/status");

    @TempDir
    static Path root;

    private static Clinics clinics;
    private static Gateway gateway;
    private static String token;
    private static Path elsewhere;

    @BeforeAll
    static void start() throws Exception {
        Path directory = root.resolve("gateway");
        clinics = Clinics.create(directory);
        gateway = RunningClinics.gateway(directory);
        token = Files.readString(gateway.operatorToken()).strip();
        elsewhere = root.resolve("elsewhere");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        clinics.close();
    }

    @Test
    void withoutTheTokenOnlyWhatSaysNothingIsAnswered() throws Exception {
        for (String page : OPEN) {
            assertThat(status(page, host("127.0.0.1"))).as(page).isEqualTo(200);
        }
        for (String page : CLOSED) {
            String act = page.startsWith("GET") ? "" : "X-Sceau-Operator: test\r\n";
            for (String bad : List.of(
                    "",
                    bearer(""),
                    bearer("x"),
                    bearer(token.substring(1)),
                    bearer(token + "x"),
                    bearer(token).replace("Bearer", "Basic"),
                    bearer(token) + bearer(token),
                    bearer("x") + bearer(token))) {
                assertThat(status(page, host("127.0.0.1") + act + bad))
                        .as(page + " " + bad)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void withTheTokenTheRestIsAnswered() throws Exception {
        for (String page : List.of(
                "GET /observe/metrics",
                "GET /api/status",
                "GET /api/keys",
                "GET /api/journal/export",
                "GET /tile/entries/000.p/1")) {
            assertThat(status(page, host("127.0.0.1") + bearer(token))).as(page).isEqualTo(200);
        }
        assertThat(status("POST /api/directory/refresh", "Host: 127.0.0.1\r\n" + bearer(token)))
                .as("an act says who acts")
                .isEqualTo(403);
    }

    @Test
    void aWebPageGetsNothingUnderWhateverName() throws Exception {
        for (String bad : List.of(
                host("attacker.example"),
                host("127.0.0.1.attacker.example"),
                host("localhost"),
                host("[::1]"),
                host("127.1"),
                host("localhost.attacker.example"),
                "Host: 127.0.0.2\r\n",
                "Host: 0.0.0.0\r\n",
                "Host: \r\n",
                host("127.0.0.1") + host("attacker.example"),
                host("127.0.0.1") + "Origin: https://attacker.example\r\n",
                host("127.0.0.1") + "Origin: null\r\n",
                host("127.0.0.1") + "Origin: http://127.0.0.1:" + gateway.managementPort() + "\r\n")) {
            for (String page : List.of("GET /observe/health/live", "GET /checkpoint", "GET /api/status")) {
                assertThat(status(page, bad + bearer(token)))
                        .as(page + " " + bad)
                        .isIn(400, 403);
            }
        }
    }

    @Test
    void whoIsRefusedIsToldHowInFrenchAndEnglish() throws Exception {
        String answer = ask("GET /api/status", host("127.0.0.1"));

        assertThat(answer)
                .contains("SC-3025", "le compte qui a démarré la passerelle", "the account that started the gateway")
                .containsIgnoringCase("WWW-Authenticate: Bearer realm=")
                .doesNotContain(token);
    }

    @Test
    void theTokenIsElsewhereAndMetricsAreOpenWhereTheSettingsSaySo() throws Exception {
        try (Clinics other = Clinics.create(elsewhere)) {
            settings("(?m)^management:$", "management:\n  token-file: ../run/token\n  open-metrics: true");
            Files.createDirectory(elsewhere.resolve("run"));
            try (Gateway second = RunningClinics.gateway(elsewhere)) {
                Path file = elsewhere.resolve("run/token");
                assertThat(second.operatorToken().toRealPath()).isEqualTo(file.toRealPath());
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
                assertThat(elsewhere.resolve("data/operator-token")).doesNotExist();
                assertThat(status(second, "GET /observe/metrics", host("127.0.0.1")))
                        .isEqualTo(200);
                assertThat(status(second, "GET /api/status", host("127.0.0.1"))).isEqualTo(401);
                assertThat(status(second, "GET /api/status", host("127.0.0.1") + bearer(token)))
                        .as("another gateway's token")
                        .isEqualTo(401);
            }
            assertThat(elsewhere.resolve("run/token")).as("its run is over").doesNotExist();
            aStartThatFailsLeavesWhatIsThere();
            assertThat(other.directory()).isEqualTo(elsewhere);
        }
    }

    private static void aStartThatFailsLeavesWhatIsThere() throws IOException {
        Path file = elsewhere.resolve("run/token");
        String another = "A".repeat(43) + "\n";
        Files.writeString(file, another);
        String text = Files.readString(elsewhere.resolve("conf/gateway.yaml"));

        settings("(?s)(management:.*?port: )\\d+", "$1" + gateway.managementPort());
        assertThatThrownBy(() -> RunningClinics.gateway(elsewhere)).hasMessageContaining("port is taken");
        assertThat(Files.readString(file)).isEqualTo(another);

        Files.writeString(elsewhere.resolve("conf/gateway.yaml"), text);
        settings("token-file: .*", "token-file: " + gateway.operatorToken());
        assertThatThrownBy(() -> RunningClinics.gateway(elsewhere)).hasMessageContaining("a gateway that runs");
        assertThat(Files.readString(gateway.operatorToken()).strip()).isEqualTo(token);
    }

    private static void settings(String found, String written) throws IOException {
        Path settings = elsewhere.resolve("conf/gateway.yaml");
        Files.writeString(settings, Files.readString(settings).replaceFirst(found, written));
    }

    private static String host(String name) {
        return "Host: " + name + ":" + gateway.managementPort() + "\r\n";
    }

    private static String bearer(String secret) {
        return "Authorization: Bearer " + secret + "\r\n";
    }

    private static int status(String page, String headers) throws IOException {
        return status(gateway, page, headers);
    }

    private static int status(Gateway asked, String page, String headers) throws IOException {
        return Integer.parseInt(ask(asked, page, headers).substring(9, 12));
    }

    private static String ask(String page, String headers) throws IOException {
        return ask(gateway, page, headers);
    }

    private static String ask(Gateway asked, String page, String headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), asked.managementPort())) {
            String body = page.startsWith("POST") ? "Content-Length: 0\r\n" : "";
            String request = page + " HTTP/1.1\r\n" + headers + body + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var answer = new StringBuilder();
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (Optional<String> line = next(lines); line.isPresent(); line = next(lines)) {
                answer.append(line.get()).append('\n');
            }
            return answer.toString();
        }
    }

    private static Optional<String> next(BufferedReader lines) throws IOException {
        return Optional.ofNullable(lines.readLine());
    }
}
