package org.sceau.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL server. Its tests are skipped, visibly, where it cannot run. */
final class PostgresServer implements AutoCloseable {
    private final EmbeddedPostgres server;
    private int databases;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    static PostgresServer start() {
        try {
            return new PostgresServer(EmbeddedPostgres.builder().start());
        } catch (IOException | IllegalStateException e) {
            Assumptions.abort("no PostgreSQL here: initdb or the server does not run for this user: " + e.getMessage());
            throw new IllegalStateException(e);
        }
    }

    /** An empty database of its own. */
    LedgerSettings.Postgres database() throws IOException {
        String name = "ledger" + databases++;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return new LedgerSettings.Postgres(server.getJdbcUrl("postgres", name), "postgres", Optional.empty());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
