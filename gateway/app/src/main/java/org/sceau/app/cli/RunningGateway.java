package org.sceau.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import org.sceau.app.Gateway;
import org.sceau.ledger.Ledger;
import org.sceau.routing.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A gateway in this process, with its addresses written for other commands. */
final class RunningGateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningGateway.class);

    /** Whatever the umask: commands do not believe what others might have written. */
    private static final Set<PosixFilePermission> MODE = PosixFilePermissions.fromString("rw-r--r--");

    private final Gateway gateway;
    private final Path announced;

    private RunningGateway(Gateway gateway, Path announced) {
        this.gateway = gateway;
        this.announced = announced;
    }

    /** Checks, starts, and writes the addresses into the data directory; {@code stopped} runs when it fails for good. */
    static RunningGateway start(Path directory, Runnable stopped) throws CommandFailed, IOException {
        Configuration configuration = LoadedConfiguration.of(directory);
        Clock clock = Clock.systemUTC();
        Path data = directory.resolve("data");
        var running = new RunningGateway(
                Gateway.start(configuration, clock, new SecureRandom(), stopped),
                data.resolve(GatewayDirectory.ENDPOINTS));
        try {
            running.announce(data);
            return running;
        } catch (IOException e) {
            running.gateway.close();
            throw e;
        }
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
        try {
            Files.deleteIfExists(announced); // before another gateway can have written its own
        } catch (IOException e) {
            LOG.warn("event=not-removed file={}", announced);
        } finally {
            gateway.close();
        }
    }

    private void announce(Path data) throws IOException {
        Files.createDirectories(data);
        Path aside = data.resolve(GatewayDirectory.ENDPOINTS + ".new");
        Files.deleteIfExists(aside);
        Set<StandardOpenOption> anew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(aside, anew, PosixFilePermissions.asFileAttribute(MODE))) {
            ByteBuffer content = ByteBuffer.wrap(SceauCommand.JSON.writeValueAsBytes(endpoints()));
            while (content.hasRemaining()) {
                channel.write(content);
            }
        }
        Files.move(aside, announced, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
