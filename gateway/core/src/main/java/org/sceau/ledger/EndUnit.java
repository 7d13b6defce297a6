package org.sceau.ledger;

import java.sql.SQLException;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.transfer.ReceiptId;

/** An attempt ends its delivery. */
final class EndUnit extends FencedUnit {
    private final Ended ended;

    EndUnit(Claim claim, Ended ended) {
        super(claim);
        this.ended = ended;
    }

    @Override
    FencedOutcome write(Batch batch, DeliveryRows.Row row) throws SQLException {
        return end(batch, row, ended);
    }

    /** Terminal state and entry in one. */
    static FencedOutcome end(Batch batch, DeliveryRows.Row row, Ended ended) throws SQLException {
        DeliveryRows.Row after = row.left(ended.ending().state(), ended.reason().map(FailureCode::code));
        if (DeliveryRows.replace(batch.sql(), row, after) == 0) {
            return new FencedOutcome.Superseded(row.state());
        }
        TransferRows.Row transfer = TransferRows.find(batch.sql(), row.transfer())
                .orElseThrow(() -> new SQLException("a delivery without its transfer"));
        EntryDraft draft = EntryDraft.of(ended.ending().event(), ended.actor(), ended.grounds())
                .about(row.transfer(), Optional.of(row.recipient()))
                .because(ended.reason())
                .visibleTo(transfer.sender(), Optional.of(row.recipient()));
        if (ended.reason().isEmpty()) {
            WorkingKey key = batch.key(transfer.workingKey());
            draft = draft.on(
                    Resalted.openings(batch, transfer.receipt(), key, name -> !name.equals(Actors.PERSON)), key);
        }
        ReceiptId receipt = batch.enter(draft);
        return new FencedOutcome.Done(after.state(), Optional.of(receipt));
    }
}
