package org.sceau.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MasterOnPostgresTest extends MasterContract {
    private static @Nullable PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    LedgerSettings settings(Path in) throws IOException {
        if (server == null) {
            throw new IOException("no server");
        }
        return new LedgerSettings(
                "node-1", in.resolve("data"), Optional.of(server.database()), LedgerSettings.DEFAULT_QUEUE_CAPACITY);
    }
}
