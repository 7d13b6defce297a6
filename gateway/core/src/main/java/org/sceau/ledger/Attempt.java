package org.sceau.ledger;

import java.sql.SQLException;
import java.util.List;

/** How writing a batch went. */
sealed interface Attempt {

    /** Durable; every future is completed. */
    record Written() implements Attempt {}

    /** One unit could not be written; everything was undone. */
    record UnitFailed(Pending<?> unit, Exception cause) implements Attempt {
        private static final String UNIQUE_VIOLATION = "23505";

        /** True when another node has just written the same: written again, the unit will see it. */
        boolean worthAnother() {
            return cause instanceof SQLException e && UNIQUE_VIOLATION.equals(e.getSQLState()) && unit.firstFailure();
        }
    }

    /** No seal could be made over what these enter; everything was undone, and what enters nothing can be written. */
    record NotSealed(List<Pending<?>> entering, Exception cause) implements Attempt {}

    /** Nothing could be written; everything was undone. */
    record BatchFailed(Exception cause) implements Attempt {}
}
