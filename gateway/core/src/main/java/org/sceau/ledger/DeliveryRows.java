package org.sceau.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.routing.RouteId;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/** Rows of {@code delivery}: the outbox. */
final class DeliveryRows {
    private static final String INSERT = "insert into delivery (id, transfer, ordinal, route, recipient, way, state,"
            + " attempt, fence, due, lease_until, limit_at, reason, suite, reader, kept)"
            + " values (?, ?, ?, ?, ?, ?, ?, 1, 0, ?, 0, ?, null, ?, ?, ?)";
    static final String COLUMNS = "d.id, d.transfer, d.route, d.recipient, d.way, d.state, d.attempt, d.fence, d.due,"
            + " d.lease_until, d.limit_at, d.reason, d.unsent_fence";
    private static final String BY_ID = "select " + COLUMNS + " from delivery d where d.id = ?";
    private static final String OF_TRANSFER =
            "select " + COLUMNS + " from delivery d where d.transfer = ? order by d.ordinal";
    private static final String LOCKED =
            "select " + COLUMNS + " from delivery d where d.transfer = ? order by d.id for update";
    private static final String RETURN_ALL = "update delivery set state = 'QUEUED', attempt = attempt + 1, due = ?,"
            + " lease_until = 0 where state = 'DELIVERING'";
    private static final String ANY_SENT =
            "update delivery set unsent_fence = -1" + " where state in ('QUEUED', 'DELIVERING', 'PARKED')";
    private static final String UPDATE = "update delivery set state = ?, attempt = ?, fence = ?, due = ?,"
            + " lease_until = ?, reason = ?, unsent_fence = ? where id = ? and state = ? and attempt = ? and fence = ?";

    private DeliveryRows() {}

    /** A row; {@code unsent} is the newest claim up to which it is known that nothing was sent. */
    record Row(
            DeliveryId id,
            TransferId transfer,
            RouteId route,
            PartnerId recipient,
            DeliveryWay way,
            DeliveryState state,
            int attempt,
            long fence,
            Instant due,
            Instant leaseUntil,
            Instant limit,
            Optional<String> reason,
            long unsent) {

        /** Whether its recipient may have got something of it, for all that the ledger knows. */
        boolean possiblySent() {
            return unsent < fence;
        }

        /** The claim in force came to nothing before anything was sent. */
        Row nothingSent() {
            return with(fence, unsent == fence - 1 ? fence : unsent);
        }

        /** No claim on what it was before holds any more, of this node or of another. */
        Row fenced() {
            return with(fence + 1, possiblySent() ? unsent : fence + 1);
        }

        private Row with(long newFence, long newUnsent) {
            return new Row(
                    id,
                    transfer,
                    route,
                    recipient,
                    way,
                    state,
                    attempt,
                    newFence,
                    due,
                    leaseUntil,
                    limit,
                    reason,
                    newUnsent);
        }

        Row claimed(Instant until) {
            return new Row(
                    id,
                    transfer,
                    route,
                    recipient,
                    way,
                    DeliveryState.DELIVERING,
                    attempt,
                    fence + 1,
                    due,
                    until,
                    limit,
                    reason,
                    unsent);
        }

        Row queued(Instant when, Optional<String> why) {
            return new Row(
                    id,
                    transfer,
                    route,
                    recipient,
                    way,
                    DeliveryState.QUEUED,
                    attempt + 1,
                    fence,
                    when,
                    Instant.EPOCH,
                    limit,
                    why,
                    unsent);
        }

        Row left(DeliveryState in, Optional<String> why) {
            return new Row(
                    id, transfer, route, recipient, way, in, attempt, fence, due, Instant.EPOCH, limit, why, unsent);
        }

        DueDelivery toBeMade() {
            return new DueDelivery(id, recipient, attempt, due);
        }

        DeliveryLine line() {
            return new DeliveryLine(id, recipient, way, state, attempt, due, limit, reason);
        }
    }

    static List<Acknowledgement.QueuedDelivery> insert(Batch batch, Acceptance acceptance) throws SQLException {
        List<Acknowledgement.QueuedDelivery> made = new ArrayList<>();
        for (Recipient recipient : acceptance.recipients()) {
            DeliveryId id = new DeliveryId(batch.newId());
            ReaderRows.Mark mark = ReaderRows.mark(acceptance, recipient.partner());
            batch.sql()
                    .run(
                            INSERT,
                            id.value(),
                            acceptance.transfer().value(),
                            made.size(),
                            acceptance.route().value(),
                            recipient.partner().value(),
                            recipient.way().name(),
                            DeliveryState.QUEUED.name(),
                            batch.now(),
                            recipient.limit(),
                            mark.suite(),
                            mark.certificate(),
                            mark.kept());
            made.add(new Acknowledgement.QueuedDelivery(id, recipient.partner()));
        }
        return made;
    }

    static List<Acknowledgement.QueuedDelivery> queued(Queries sql, UUID transfer) throws SQLException {
        return ofTransfer(sql, new TransferId(transfer)).stream()
                .map(row -> new Acknowledgement.QueuedDelivery(row.id(), row.recipient()))
                .toList();
    }

    static Optional<Row> find(Queries sql, DeliveryId id) throws SQLException {
        return sql.one(BY_ID, DeliveryRows::read, id.value());
    }

    static List<Row> ofTransfer(Queries sql, TransferId transfer) throws SQLException {
        return sql.all(OF_TRANSFER, DeliveryRows::read, transfer.value());
    }

    /** As they stand, and so for this transaction alone until it ends: what is written after them is written whole. */
    static List<Row> locked(Sql sql, TransferId transfer) throws SQLException {
        return sql.all(LOCKED, DeliveryRows::read, transfer.value());
    }

    /** Gives out anew, without waiting for a lease to end, what a process held that has ended. */
    static void returnAll(Sql sql, Instant now) throws SQLException {
        sql.run(RETURN_ALL, now);
    }

    /** Of what waits in a database that was put back nobody knows what was sent after the backup. */
    static void countAsSent(Sql sql) throws SQLException {
        sql.run(ANY_SENT);
    }

    /** Compare-and-set on state, attempt and fence; another node may have been faster. */
    static int replace(Sql sql, Row before, Row after) throws SQLException {
        return sql.run(
                UPDATE,
                after.state().name(),
                after.attempt(),
                after.fence(),
                after.due(),
                after.leaseUntil(),
                after.reason(),
                after.unsent(),
                before.id().value(),
                before.state().name(),
                before.attempt(),
                before.fence());
    }

    static Row read(ResultSet row) throws SQLException {
        return new Row(
                new DeliveryId(Columns.uuid(row, "id")),
                new TransferId(Columns.uuid(row, "transfer")),
                new RouteId(Columns.text(row, "route")),
                new PartnerId(Columns.text(row, "recipient")),
                DeliveryWay.valueOf(Columns.text(row, "way")),
                DeliveryState.valueOf(Columns.text(row, "state")),
                row.getInt("attempt"),
                row.getLong("fence"),
                Columns.instant(row, "due"),
                Columns.instant(row, "lease_until"),
                Columns.instant(row, "limit_at"),
                Columns.optionalText(row, "reason"),
                row.getLong("unsent_fence"));
    }
}
