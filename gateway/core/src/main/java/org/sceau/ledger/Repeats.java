package org.sceau.ledger;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.proof.Digest;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/** Whether a sender has submitted the same thing before (design, section 2, "Repeats"). */
final class Repeats {
    private static final String FIRST =
            "select id, receipt, accepted, content_mac from transfer where submission_mac = ?";
    private static final String DOCUMENTS = "select id from document where transfer = ? order by ordinal";

    private Repeats() {}

    private record First(UUID id, UUID receipt, java.time.Instant accepted, Digest content) {}

    static Optional<AcceptOutcome> of(Queries sql, Digest submissionMac, Digest contentMac) throws SQLException {
        Optional<First> first = sql.one(
                FIRST,
                row -> new First(
                        Columns.uuid(row, "id"),
                        Columns.uuid(row, "receipt"),
                        Columns.instant(row, "accepted"),
                        Columns.digest(row, "content_mac")),
                submissionMac);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        if (!first.get().content().equals(contentMac)) {
            return Optional.of(new AcceptOutcome.Conflict(Issue.of(FailureCode.DUPLICATE_DIFFERENT)));
        }
        return Optional.of(new AcceptOutcome.Repeated(acknowledgement(sql, first.get())));
    }

    private static Acknowledgement acknowledgement(Queries sql, First first) throws SQLException {
        List<DocumentId> documents = sql.all(DOCUMENTS, row -> new DocumentId(Columns.uuid(row, "id")), first.id());
        return new Acknowledgement(
                new TransferId(first.id()),
                new ReceiptId(first.receipt()),
                first.accepted(),
                documents,
                DeliveryRows.queued(sql, first.id()));
    }
}
