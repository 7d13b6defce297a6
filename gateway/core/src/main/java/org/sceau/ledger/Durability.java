package org.sceau.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The steps that make a written batch safe, in the order in which the recorder takes them. After {@link #commit} was
 * called, a failure means that the outcome is unknown.
 */
interface Durability {

    /** Commits the transaction. */
    void commit(Connection connection) throws SQLException;

    /** When this returns, what was committed is on stable storage. */
    void sync(Connection connection) throws SQLException;

    /** When this returns, the head file has this note, after any crash. */
    void head(String note) throws IOException;

    /** The real steps. */
    static Durability of(Store store, HeadFile head) {
        return new Durability() {
            @Override
            public void commit(Connection connection) throws SQLException {
                connection.commit();
            }

            @Override
            public void sync(Connection connection) throws SQLException {
                store.sync(connection);
            }

            @Override
            public void head(String note) throws IOException {
                head.write(note);
            }
        };
    }

    /** All steps in their order; a batch without entries has no note. */
    default void settle(Connection connection, Optional<String> note) throws SQLException, IOException {
        commit(connection);
        sync(connection);
        if (note.isPresent()) {
            head(note.get());
        }
    }
}
