package org.sceau.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.sceau.proof.Digest;

/** Reads columns; those named here are never null in the rows they are read from unless the method says so. */
final class Columns {
    private Columns() {}

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return present(row.getObject(column, UUID.class), column);
    }

    static String text(ResultSet row, String column) throws SQLException {
        return present(row.getString(column), column);
    }

    static byte[] bytes(ResultSet row, String column) throws SQLException {
        return present(row.getBytes(column), column);
    }

    static Digest digest(ResultSet row, String column) throws SQLException {
        return Digest.of(bytes(row, column));
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static Optional<String> optionalText(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static <T> T present(@Nullable T value, String column) throws SQLException {
        if (value == null) {
            throw new SQLException("column " + column + " is null");
        }
        return value;
    }
}
