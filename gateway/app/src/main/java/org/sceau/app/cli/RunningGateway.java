package org.sceau.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import org.sceau.app.Gateway;
import org.sceau.ledger.Ledger;
import org.sceau.routing.configuration.Configuration;

/** A gateway in this process, with its addresses written for other commands. */
final class RunningGateway implements AutoCloseable {
    private final Gateway gateway;

    private RunningGateway(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Checks, starts, and writes the addresses into the data directory; {@code stopped} runs when it fails for good. */
    static RunningGateway start(Path directory, Runnable stopped) throws CommandFailed, IOException {
        Configuration configuration = LoadedConfiguration.of(directory);
        Clock clock = Clock.systemUTC();
        var running = new RunningGateway(Gateway.start(configuration, clock, new SecureRandom(), stopped));
        running.announce(directory.resolve("data"));
        return running;
    }

    URI fhir() {
        return gateway.base();
    }

    URI management() {
        return URI.create("http://127.0.0.1:" + gateway.managementPort());
    }

    /** For steps of the demonstration, which looks as an operator's tool in the same process would. */
    Ledger ledger() {
        return gateway.ledger();
    }

    /** The demonstration does not wait a minute for its time-stamps. */
    boolean stamp() {
        return gateway.stamp();
    }

    ObjectNode endpoints() {
        return SceauCommand.JSON
                .createObjectNode()
                .put("fhir", fhir().toString())
                .put("management", management().toString())
                .put("operatorTokenFile", gateway.operatorToken().toString());
    }

    @Override
    public void close() {
        gateway.close();
    }

    private void announce(Path data) throws IOException {
        Files.createDirectories(data);
        Path aside = data.resolve(GatewayDirectory.ENDPOINTS + ".new");
        Files.write(aside, SceauCommand.JSON.writeValueAsBytes(endpoints()));
        Files.move(
                aside,
                data.resolve(GatewayDirectory.ENDPOINTS),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }
}
