package org.sceau.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Ledgers on a PostgreSQL server for the tests of one class, each with a database of its own. */
final class OnPostgres implements BeforeAllCallback, AfterAllCallback {
    private Optional<PostgresServer> server = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) {
        server = Optional.of(PostgresServer.start());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    LedgerSettings settings(Path in) throws IOException {
        return new LedgerSettings(
                "node-1",
                in.resolve("data"),
                Optional.of(server.orElseThrow().database()),
                LedgerSettings.DEFAULT_QUEUE_CAPACITY);
    }
}
