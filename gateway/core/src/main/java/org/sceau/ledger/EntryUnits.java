package org.sceau.ledger;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;
import org.sceau.index.Blinding;
import org.sceau.proof.Actor;
import org.sceau.proof.Digest;
import org.sceau.proof.EventName;
import org.sceau.proof.Openings;
import org.sceau.routing.RouteId;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/** Units whose point is their entry in the journal. */
final class EntryUnits {
    private static final String OBJECT =
            "select object_number, patient_mac from document where id = ? and transfer = ?";

    private EntryUnits() {}

    private record Found(int object, Digest patient) {}

    /** The reader, but where its entry shows a quality alone. */
    private static Optional<PartnerId> named(Caller reader) {
        return reader.acting().shown() ? Optional.of(reader.partner()) : Optional.empty();
    }

    static Unit<ReceiptId> refuse(Rejection rejection) {
        EventName event = rejection.transfer().isPresent() ? EventName.SUBMISSION_REJECTION : EventName.REQUEST_REFUSED;
        EntryDraft draft = EntryDraft.of(event, Actors.mutualTls(rejection.caller()), rejection.grounds())
                .because(Optional.of(rejection.reasons().getFirst()))
                .visibleTo(rejection.caller().partner(), Optional.empty());
        return batch -> batch.enter(rejection
                .transfer()
                .map(submission -> draft.about(submission, Optional.empty()))
                .orElse(draft));
    }

    static Unit<ReceiptId> handover(Handover handover) {
        return batch -> {
            TransferRows.Row transfer = TransferRows.find(batch.sql(), handover.transfer())
                    .orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
            Found found = batch.sql()
                    .one(
                            OBJECT,
                            row -> new Found(row.getInt("object_number"), Columns.digest(row, "patient_mac")),
                            handover.document().value(),
                            handover.transfer().value())
                    .orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
            WorkingKey key = batch.key(transfer.workingKey());
            Openings openings =
                    Resalted.openings(batch, transfer.receipt(), key, ("payload/" + found.object())::equals);
            return batch.enter(
                    EntryDraft.of(EventName.CONTENT_HANDOVER, Actors.mutualTls(handover.reader()), handover.grounds())
                            .about(handover.transfer(), named(handover.reader()))
                            .on(Actors.withPerson(openings.all(), handover.reader(), batch.random()), key)
                            .visibleTo(handover.reader().partner(), Optional.empty())
                            .of(found.patient()));
        };
    }

    static Unit<ReceiptId> handoverFailed(HandoverFailed failed) {
        EntryDraft draft = EntryDraft.of(
                        EventName.CONTENT_HANDOVER_FAILURE, Actors.mutualTls(failed.reader()), failed.grounds())
                .about(failed.transfer(), named(failed.reader()))
                .because(Optional.of(failed.reason()));
        return batch ->
                batch.enter(failed.told() ? draft.visibleTo(failed.reader().partner(), Optional.empty()) : draft);
    }

    static Unit<ReceiptId> search(SearchMade search, Blinding blinding) {
        return batch -> batch.enter(EntryDraft.of(EventName.SEARCH, Actors.mutualTls(search.reader()), search.grounds())
                .visibleTo(search.reader().partner(), Optional.empty())
                .of(blinding.patient(search.patient())));
    }

    /** The reading of a document's metadata, by the patient under whom the index has it. */
    static Unit<ReceiptId> read(MetadataRead read) {
        return batch -> {
            Digest patient = batch.sql()
                    .one(
                            OBJECT,
                            row -> Columns.digest(row, "patient_mac"),
                            read.document().value(),
                            read.transfer().value())
                    .orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
            return batch.enter(EntryDraft.of(EventName.SEARCH, Actors.mutualTls(read.reader()), read.grounds())
                    .visibleTo(read.reader().partner(), Optional.empty())
                    .of(patient));
        };
    }

    static Unit<ReceiptId> route(RouteId route, boolean paused, Actor operator) {
        return batch -> {
            RouteRows.set(batch, route, paused);
            return batch.enter(operation(operator, "route/" + route, paused ? "pause" : "resume"));
        };
    }

    static Unit<Recorder.RetryOutcome> retry(DeliveryId delivery, Actor operator) {
        return batch -> {
            Optional<DeliveryRows.Row> found = DeliveryRows.find(batch.sql(), delivery);
            if (found.isEmpty()) {
                return new Recorder.RetryOutcome.Unknown();
            }
            DeliveryRows.Row row = found.get();
            if (row.state() != DeliveryState.PARKED) {
                return new Recorder.RetryOutcome.NotParked();
            }
            DeliveryRows.Row after = row.queued(batch.now(), row.reason());
            if (DeliveryRows.replace(batch.sql(), row, after) == 0) {
                return new Recorder.RetryOutcome.NotParked();
            }
            ReceiptId receipt = batch.enter(operation(operator, "delivery/" + delivery, "retry")
                    .about(row.transfer(), Optional.of(row.recipient())));
            return new Recorder.RetryOutcome.Requeued(after.toBeMade(), receipt);
        };
    }

    static Unit<ReceiptId> evidence(TransferId transfer, String reader, String documents, Actor by) {
        return batch -> {
            if (TransferRows.find(batch.sql(), transfer).isEmpty()) {
                throw new Refused(FailureCode.NOT_FOUND);
            }
            return batch.enter(operation(by, "evidence/" + reader, "evidence, documents: " + documents)
                    .about(transfer, Optional.empty()));
        };
    }

    /** The first entry of a log, which says why it was opened. */
    static Unit<ReceiptId> opened(Actor gateway, Grounds grounds) {
        return batch -> batch.enter(EntryDraft.of(EventName.LOG_OPENED, gateway, grounds));
    }

    private static EntryDraft operation(Actor operator, String on, String act) throws SQLException {
        return EntryDraft.of(EventName.OPERATION, operator, new Grounds(on, act, Map.of()));
    }
}
