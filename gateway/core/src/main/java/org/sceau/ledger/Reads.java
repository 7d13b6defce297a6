package org.sceau.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.concurrent.locks.Lock;
import org.sceau.failure.FailureCode;

/** The readers' connections, apart from the recorder's. Thread-safe. */
final class Reads implements AutoCloseable {
    /** Readers wait for the processor, not for the database: more connections than this bring nothing. */
    private static final int MOST_CONNECTIONS = 8;

    private final HikariDataSource pool;
    private final Lock reading;

    /** Reads under {@code reading}, so that nothing is seen before it is on stable storage. */
    Reads(Store store, Lock reading) {
        this.reading = reading;
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

    <T> T read(Reading<T> wanted) {
        reading.lock();
        try (Sql sql = new Sql(pool.getConnection())) {
            return wanted.read(sql);
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "the ledger cannot be read", e);
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
