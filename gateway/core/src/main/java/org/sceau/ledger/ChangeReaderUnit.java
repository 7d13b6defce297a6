package org.sceau.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Actor;
import org.sceau.proof.EventName;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.ReceiptId;

/**
 * New recipientInfos for one delivery, with the entry that says so, or neither. Attempts that are repeated carry the same bytes
 * (ADR 0006): where an envelope of the transfer may have left, nothing changes. An ended delivery binds as well: who has its envelope may
 * be asked for another recipient's under the same identifier.
 */
final class ChangeReaderUnit implements Unit<ReaderChanged> {
    /** What an operator's act on the recipient's keys puts right. */
    private static final Set<String> PUT_RIGHT =
            Set.of(FailureCode.SUITE_NOT_ALLOWED.code(), FailureCode.RECIPIENT_KEY_UNUSABLE.code());

    private final ReaderChange change;
    private final WaitingDelivery delivery;
    private final Actor operator;

    ChangeReaderUnit(ReaderChange change, Actor operator) {
        this.change = change;
        this.delivery = change.delivery();
        this.operator = operator;
    }

    @Override
    public ReaderChanged write(Batch batch) throws SQLException {
        List<DeliveryRows.Row> all = DeliveryRows.locked(batch.sql(), delivery.transfer());
        List<DeliveryRows.Row> open =
                all.stream().filter(row -> !row.state().terminal()).toList();
        Optional<DeliveryRows.Row> wanted = open.stream()
                .filter(row -> row.id().equals(delivery.id()))
                .filter(row -> row.state() != DeliveryState.DELIVERING)
                .findFirst();
        if (wanted.isEmpty()) {
            return new ReaderChanged.Moved();
        }
        if (all.stream().anyMatch(row -> row.possiblySent() && binds(row))) {
            return new ReaderChanged.Sent();
        }
        TransferRows.Row transfer = TransferRows.find(batch.sql(), delivery.transfer())
                .orElseThrow(() -> new SQLException("a delivery without its transfer"));
        WorkingKey key = batch.key(transfer.workingKey());
        Content content = Content.read(batch.sql(), delivery.transfer(), key);
        try {
            if (!isAsItWas(content)) {
                return new ReaderChanged.Moved();
            }
            fence(batch, open, wanted.get());
            content.replaceObjects(batch, delivery.transfer(), changed(content), key);
        } finally {
            content.destroyKeys();
        }
        return done(batch, wanted.get());
    }

    /** Whether its recipient is sent the envelope that carries every reader's recipientInfo. */
    private boolean binds(DeliveryRows.Row row) {
        return row.way() != DeliveryWay.INBOX && !change.clear().contains(row.recipient());
    }

    /** Still every object has one recipientInfo for the recipient, for the certificate that was found. */
    private boolean isAsItWas(Content content) {
        List<Integer> wrapped = new ArrayList<>();
        for (StoredObject object : content.objects()) {
            for (ReaderWrap wrap : object.readers()) {
                if (wrap.reader().equals(delivery.recipient())) {
                    wrapped.add(object.number());
                    if (!Optional.of(wrap.certificate()).equals(delivery.certificate())) {
                        return false;
                    }
                }
            }
        }
        return wrapped.size() == change.wraps().size()
                && change.wraps().keySet().containsAll(wrapped);
    }

    /**
     * Other nodes' claims that were read before do not count any more, and wait for this transaction: whoever claims after it
     * opens what it wrote.
     */
    private void fence(Batch batch, List<DeliveryRows.Row> open, DeliveryRows.Row wanted) throws SQLException {
        for (DeliveryRows.Row row : open) {
            DeliveryRows.Row after = row.equals(wanted) ? again(batch, row) : row.fenced();
            if (row.state() != DeliveryState.DELIVERING && DeliveryRows.replace(batch.sql(), row, after) == 0) {
                throw new SQLException("a row that is locked was changed");
            }
        }
    }

    private DeliveryRows.Row again(Batch batch, DeliveryRows.Row row) {
        return isPutRight(row) ? row.fenced().queued(batch.now(), row.reason()) : row.fenced();
    }

    private static boolean isPutRight(DeliveryRows.Row row) {
        return row.state() == DeliveryState.PARKED
                && row.reason().filter(PUT_RIGHT::contains).isPresent();
    }

    private List<StoredObject> changed(Content content) {
        return content.objects().stream()
                .map(object -> object.withReaders(object.readers().stream()
                        .map(wrap -> wrap.reader().equals(delivery.recipient())
                                ? change.wraps().getOrDefault(object.number(), wrap)
                                : wrap)
                        .toList()))
                .toList();
    }

    private ReaderChanged done(Batch batch, DeliveryRows.Row row) throws SQLException {
        ReaderWrap made = change.wraps().values().iterator().next();
        var mark = new ReaderRows.Mark(ReaderRows.suite(made), Optional.of(made.certificate()), delivery.kept());
        ReaderRows.put(batch.sql(), delivery.id(), mark);
        ReceiptId receipt = batch.enter(EntryDraft.of(
                        EventName.OPERATION,
                        operator,
                        new Grounds(
                                "crypto/" + mark.suite(),
                                "rewrap, from: " + delivery.suite() + ", certificate: "
                                        + made.certificate().hex(),
                                Map.of()))
                .about(row.transfer(), Optional.of(row.recipient())));
        return new ReaderChanged.Done(
                receipt, isPutRight(row) ? Optional.of(again(batch, row).toBeMade()) : Optional.empty());
    }
}
