package org.sceau.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs queries: inside the recorder's transaction, or on a reader's connection. */
interface Queries {

    <T> List<T> all(String query, RowReader<T> reader, @Nullable Object... arguments) throws SQLException;

    default <T> Optional<T> one(String query, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        return all(query, reader, arguments).stream().findFirst();
    }
}
