package org.sceau.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sceau.proof.Digest;

/**
 * Statements over one connection, each prepared once and kept: the recorder runs the same few for ever. Not thread-safe.
 */
final class Sql implements Queries, AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    Sql(Connection connection) {
        this.connection = connection;
    }

    Connection connection() {
        return connection;
    }

    int run(String statement, @Nullable Object... arguments) throws SQLException {
        return bound(statement, arguments).executeUpdate();
    }

    @Override
    public <T> List<T> all(String query, RowReader<T> reader, @Nullable Object... arguments) throws SQLException {
        List<T> values = new ArrayList<>();
        try (ResultSet rows = bound(query, arguments).executeQuery()) {
            while (rows.next()) {
                values.add(reader.read(rows));
            }
        }
        return values;
    }

    private PreparedStatement bound(String text, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = prepared.get(text);
        if (statement == null) {
            statement = connection.prepareStatement(text);
            prepared.put(text, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int place, @Nullable Object argument) throws SQLException {
        switch (argument) {
            case null -> statement.setNull(place, Types.NULL);
            case String text -> statement.setString(place, text);
            case Long number -> statement.setLong(place, number);
            case Integer number -> statement.setInt(place, number);
            case Boolean flag -> statement.setBoolean(place, flag);
            case UUID id -> statement.setObject(place, id);
            case byte[] bytes -> statement.setBytes(place, bytes);
            case Digest digest -> statement.setBytes(place, digest.bytes());
            case Instant instant -> statement.setLong(place, instant.toEpochMilli());
            case Optional<?> optional -> bind(statement, place, optional.orElse(null));
            default ->
                throw new SQLException("no binding for " + argument.getClass().getSimpleName());
        }
    }

    @Override
    public void close() throws SQLException {
        prepared.clear();
        connection.close();
    }
}
