package org.sceau.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the current row. */
@FunctionalInterface
interface RowReader<T> {

    T read(ResultSet row) throws SQLException;
}
