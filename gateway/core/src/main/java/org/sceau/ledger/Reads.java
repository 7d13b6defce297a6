package org.sceau.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.sceau.failure.FailureCode;

/** The readers' connections, apart from the recorder's. Thread-safe. */
final class Reads implements AutoCloseable {
    /** Readers wait for the processor, not for the database: more connections than this bring nothing. */
    private static final int MOST_CONNECTIONS = 8;

    private final HikariDataSource pool;

    Reads(Store store) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger-readers");
        config.setJdbcUrl(store.url());
        config.setDataSourceProperties(store.login());
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        this.pool = new HikariDataSource(config);
    }

    /** Some queries on one connection. */
    @FunctionalInterface
    interface Reading<T> {

        T read(Queries sql) throws SQLException;
    }

    <T> T read(Reading<T> reading) {
        try (Sql sql = new Sql(pool.getConnection())) {
            return reading.read(sql);
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "the ledger cannot be read", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
