package org.sceau.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.sceau.failure.FailureCode;

/** The database: which one it is, how connections to it are opened, and what makes a commit durable. Thread-safe. */
final class Store {
    /**
     * Pages kept in memory, an eighth of the heap, at least 32 MiB: the indexes over keyed hashes are hit at random, and a page
     * that is not there is read, checked and decoded anew.
     */
    private static final long H2_CACHE_KIB =
            Math.clamp(Runtime.getRuntime().maxMemory() / 8, 32L << 20, 256L << 20) >> 10;

    private final String url;
    private final Properties login;
    private final boolean embedded;

    private Store(String url, Properties login, boolean embedded) {
        this.url = url;
        this.login = login;
        this.embedded = embedded;
    }

    static Store of(LedgerSettings settings) {
        Properties login = new Properties();
        if (settings.postgres().isEmpty()) {
            Path file = settings.directory().toAbsolutePath().resolve("ledger");
            login.setProperty("user", "sceau");
            login.setProperty("password", "");
            // no trace file: it would quote values; the first connection's shutdown must not race with ours
            String url = "jdbc:h2:" + WholeChunks.prefix() + file
                    + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"
                    + ";TRACE_LEVEL_SYSTEM_OUT=0;QUERY_CACHE_SIZE=64;CACHE_SIZE=" + H2_CACHE_KIB;
            return new Store(url, login, true);
        }
        LedgerSettings.Postgres postgres = settings.postgres().get();
        login.setProperty("user", postgres.user());
        postgres.passwordFile().ifPresent(file -> login.setProperty("password", password(file)));
        login.setProperty("ApplicationName", "sceau");
        return new Store(postgres.url(), login, false);
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StoreFailed(FailureCode.CONFIGURATION_INVALID, "the database's password file cannot be read", e);
        }
    }

    void migrate() {
        Flyway.configure()
                .dataSource(url, login.getProperty("user"), login.getProperty("password", ""))
                .locations("classpath:db/migration")
                .loggers("slf4j")
                .load()
                .migrate();
    }

    String url() {
        return url;
    }

    Properties login() {
        Properties copy = new Properties();
        copy.putAll(login);
        return copy;
    }

    boolean embedded() {
        return embedded;
    }

    /** A connection that commits when told to, and durably where the database can promise it. */
    Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, login());
        if (!embedded) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set synchronous_commit = on");
            }
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** Makes what was committed durable: PostgreSQL did so at the commit; H2 has only written, measured 0 syncs. */
    void sync(Connection connection) throws SQLException {
        if (embedded) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CHECKPOINT SYNC");
            }
        }
    }
}
