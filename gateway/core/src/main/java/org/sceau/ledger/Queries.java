package org.sceau.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries: inside the recorder's transaction, or on a reader's connection. H2 takes an order from an index only if the
 * order names the index's columns from the first on, a column that is held equal too, and all of them up or all of them down.
 */
interface Queries {

    <T> List<T> all(String query, RowReader<T> reader, @Nullable Object... arguments) throws SQLException;

    default <T> Optional<T> one(String query, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        return all(query, reader, arguments).stream().findFirst();
    }
}
