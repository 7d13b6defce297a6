package org.sceau.ledger;

import java.sql.SQLException;
import java.util.List;
import org.sceau.vault.StoredPayload;

/**
 * One thing to be recorded. It is written in a transaction that may be rolled back and tried anew, so writing MUST NOT
 * change anything but the database.
 */
interface Unit<T> {

    /** Payloads that must be durable before the unit is written. */
    default List<StoredPayload> payloads() {
        return List.of();
    }

    /** Writes; decides before its first write, so that a refusal leaves nothing. */
    T write(Batch batch) throws SQLException;

    /** The result is on stable storage. */
    default void recorded(T result, PayloadStore vault) {}

    /** Nothing was recorded. */
    default void dropped(PayloadStore vault) {}
}
