package org.sceau.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import org.sceau.proof.Opening;
import org.sceau.proof.Openings;
import org.sceau.proof.Salt;
import org.sceau.transfer.ReceiptId;

/** The digests that the acceptance stated, stated again under fresh salts: two entries show nobody that they are alike. */
final class Resalted {
    private static final String OPENINGS = "select openings_sealed from entry where receipt = ?";

    private Resalted() {}

    static Openings openings(Batch batch, ReceiptId acceptance, WorkingKey key, Predicate<String> wanted)
            throws SQLException {
        Openings first = batch.sql()
                .one(OPENINGS, row -> Columns.bytes(row, "openings_sealed"), acceptance.value())
                .map(column -> Openings.decode(key.open(column, Batch.place(acceptance))))
                .orElseThrow(() -> new SQLException("a transfer without its acceptance"));
        List<Opening> again = first.all().stream()
                .filter(opening -> wanted.test(opening.name()))
                .map(opening -> Opening.of(opening.name(), Salt.random(batch.random()), opening.value()))
                .toList();
        return new Openings(again);
    }
}
