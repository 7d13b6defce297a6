package org.sceau.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sceau.proof.Digest;
import org.sceau.routing.RouteId;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/** Rows of {@code transfer}. */
final class TransferRows {
    private static final String INSERT = "insert into transfer (id, sender, submission_mac, content_mac, working_key,"
            + " route, mode, recipients, receipt, accepted, documents, size_bytes)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String COLUMNS = "t.id, t.sender, t.working_key, t.route, t.mode, t.recipients, t.receipt,"
            + " t.accepted, t.documents, t.size_bytes";
    private static final String SELECT = "select " + COLUMNS + " from transfer t where t.id = ?";

    private TransferRows() {}

    /** The keyed hashes by which a repeat is known. */
    record Marks(Digest submission, Digest content) {}

    /** A row. */
    record Row(
            TransferId id,
            PartnerId sender,
            UUID workingKey,
            RouteId route,
            Mode mode,
            List<PartnerId> recipients,
            ReceiptId receipt,
            Instant accepted,
            int documents,
            long sizeBytes) {}

    static void insert(Batch batch, Acceptance acceptance, Marks marks, WorkingKey key, ReceiptId receipt)
            throws SQLException {
        long size = acceptance.submission().split().payloads().stream()
                .mapToLong(payload -> payload.payload().sizeBytes())
                .sum();
        batch.sql()
                .run(
                        INSERT,
                        acceptance.transfer().value(),
                        acceptance.caller().partner().value(),
                        marks.submission(),
                        marks.content(),
                        key.id(),
                        acceptance.route().value(),
                        acceptance.mode().name(),
                        acceptance.recipients().stream()
                                .map(recipient -> recipient.partner().value())
                                .collect(Collectors.joining(" ")),
                        receipt.value(),
                        batch.now(),
                        acceptance.submission().documents().size(),
                        size);
    }

    static Optional<Row> find(Queries sql, TransferId id) throws SQLException {
        return sql.one(SELECT, TransferRows::read, id.value());
    }

    static Row read(ResultSet row) throws SQLException {
        return new Row(
                new TransferId(Columns.uuid(row, "id")),
                new PartnerId(Columns.text(row, "sender")),
                Columns.uuid(row, "working_key"),
                new RouteId(Columns.text(row, "route")),
                Mode.valueOf(Columns.text(row, "mode")),
                partners(Columns.text(row, "recipients")),
                new ReceiptId(Columns.uuid(row, "receipt")),
                Columns.instant(row, "accepted"),
                row.getInt("documents"),
                row.getLong("size_bytes"));
    }

    private static List<PartnerId> partners(String joined) {
        return Arrays.stream(joined.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(PartnerId::new)
                .toList();
    }
}
