package org.sceau.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands in the directory of a gateway that runs, or seems to; its configuration cannot be read. */
class BesideRunningGatewayTest {
    @TempDir
    private Path directory;

    @Test
    void onlyWhereNoGatewayAnswersIsTheLedgerExportedItself() throws Exception {
        assertThat(export()).isEqualTo(ExitCode.CONFIGURATION.number());
        announce("http://127.0.0.1:1");
        assertThat(export()).isEqualTo(ExitCode.CONFIGURATION.number());

        announce("http://elsewhere.example:80");
        assertThat(export()).isEqualTo(ExitCode.NOT_PERMITTED.number());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        try {
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(401, -1);
                exchange.close();
            });
            server.start();
            announce("http://127.0.0.1:" + server.getAddress().getPort());
            assertThat(export()).isEqualTo(ExitCode.NOT_PERMITTED.number());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aStartThatFailsLeavesTheAddressesOfTheOneThatRuns() throws Exception {
        announce("http://127.0.0.1:1");

        assertThat(run("up", directory.toString())).isEqualTo(ExitCode.CONFIGURATION.number());
        assertThat(directory.resolve("data/endpoints.json")).exists();
    }

    private void announce(String address) throws Exception {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/endpoints.json"), "{\"management\":\"" + address + "\"}");
    }

    private int export() {
        return run(
                "journal",
                "export",
                "-d",
                directory.toString(),
                directory.resolve("file").toString());
    }

    private static int run(String... arguments) {
        return Sceau.execute(arguments, new PrintWriter(new StringWriter()));
    }
}
