package org.sceau.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Digest;

/** The readers' connections, apart from the recorder's. Thread-safe. */
final class Reads implements AutoCloseable {
    /** Readers wait for the processor, not for the database: more connections than this bring nothing. */
    private static final int MOST_CONNECTIONS = 8;

    private final HikariDataSource pool;
    private final Jdbi jdbi;

    Reads(Store store) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger-readers");
        config.setJdbcUrl(store.url());
        config.setDataSourceProperties(store.login());
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        this.pool = new HikariDataSource(config);
        this.jdbi = Jdbi.create(pool);
    }

    /** Some queries on one connection. */
    @FunctionalInterface
    interface Reading<T> {

        T read(Queries sql) throws SQLException;
    }

    <T> T read(Reading<T> reading) {
        try {
            return jdbi.withHandle(handle -> reading.read(queries(handle)));
        } catch (SQLException | JdbiException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "the ledger cannot be read", e);
        }
    }

    private static Queries queries(Handle handle) {
        return new Queries() {
            @Override
            public <T> List<T> all(String query, RowReader<T> reader, @Nullable Object... arguments) {
                @Nullable Object[] bound = new @Nullable Object[arguments.length];
                for (int i = 0; i < arguments.length; i++) {
                    bound[i] = arguments[i] instanceof Digest digest ? digest.bytes() : arguments[i];
                }
                return handle.select(query, bound)
                        .map((row, context) -> reader.read(row))
                        .list();
            }
        };
    }

    @Override
    public void close() {
        pool.close();
    }
}
