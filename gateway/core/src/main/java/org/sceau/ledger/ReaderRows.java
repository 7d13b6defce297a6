package org.sceau.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.sceau.encryption.RecipientInfo;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.proof.Digest;
import org.sceau.routing.RouteId;
import org.sceau.suites.Suite;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/** What the recipientInfos of deliveries rest on, in columns of {@code delivery}: an end is found without opening anything. */
final class ReaderRows {
    private static final String STORED =
            "select suite, kept, count(*) as deliveries from delivery group by suite, kept";
    private static final String WAITING_SUITES = "select suite, count(*) as deliveries from delivery"
            + " where state in ('QUEUED', 'DELIVERING', 'PARKED') group by suite";
    static final String PAGE = "select d.id, d.transfer, d.route, d.recipient, d.state, d.due, d.suite, d.reader,"
            + " d.kept, t.sender from delivery d join transfer t on t.id = d.transfer"
            + " where d.state = ? and d.due >= ? and (d.due > ? or d.id > ?) order by d.state, d.due, d.id limit ?";
    private static final String UNMEASURED =
            "select id, transfer, recipient from delivery where suite = 'unmeasured' and kept = false and id > ?"
                    + " order by suite, kept, id limit ?";
    private static final String MARK = "update delivery set suite = ?, reader = ?, kept = ? where id = ?";
    private static final String MARK_UNMEASURED = MARK + " and suite = 'unmeasured'";

    /** Those that an operator has to look at come first. */
    private static final List<DeliveryState> OPEN =
            List.of(DeliveryState.PARKED, DeliveryState.QUEUED, DeliveryState.DELIVERING);

    private ReaderRows() {}

    /** The columns. */
    record Mark(String suite, Optional<Digest> certificate, boolean kept) {}

    private record Count(String suite, boolean kept, long deliveries) {}

    private record Unmeasured(UUID id, TransferId transfer, PartnerId recipient) {}

    private record Listed(WaitingDelivery delivery, long due) {
        private String position() {
            return delivery.state() + "." + due + "." + delivery.id();
        }
    }

    static Mark mark(Acceptance acceptance, PartnerId recipient) {
        return mark(
                acceptance.objects().stream()
                        .flatMap(object -> object.readers().stream())
                        .toList(),
                recipient,
                acceptance.mode() == Mode.CUSTODY);
    }

    /** For one reader every object of a transfer is wrapped for the same certificate. */
    private static Mark mark(List<ReaderWrap> wraps, PartnerId recipient, boolean kept) {
        return wraps.stream()
                .filter(wrap -> wrap.reader().equals(recipient))
                .findFirst()
                .map(wrap -> new Mark(suite(wrap), Optional.of(wrap.certificate()), kept))
                .orElseGet(() -> new Mark(ReaderSuiteUse.NONE, Optional.empty(), kept));
    }

    static String suite(ReaderWrap wrap) {
        return new RecipientInfo(wrap.recipientInfo().bytes())
                .suite()
                .map(Suite::id)
                .orElse(ReaderSuiteUse.OTHER);
    }

    static void put(Sql sql, DeliveryId delivery, Mark mark) throws SQLException {
        sql.run(MARK, mark.suite(), mark.certificate(), mark.kept(), delivery.value());
    }

    static List<ReaderSuiteUse> uses(Queries sql) throws SQLException {
        Map<String, ReaderSuiteUse> uses = new TreeMap<>();
        for (Count count : sql.all(
                STORED,
                row -> new Count(Columns.text(row, "suite"), row.getBoolean("kept"), row.getLong("deliveries")))) {
            add(
                    uses,
                    new ReaderSuiteUse(
                            count.suite(),
                            0,
                            count.kept() ? count.deliveries() : 0,
                            count.kept() ? 0 : count.deliveries()));
        }
        for (Count count : sql.all(
                WAITING_SUITES, row -> new Count(Columns.text(row, "suite"), false, row.getLong("deliveries")))) {
            add(uses, new ReaderSuiteUse(count.suite(), count.deliveries(), 0, 0));
        }
        uses.remove(ReaderSuiteUse.NONE);
        return List.copyOf(uses.values());
    }

    private static void add(Map<String, ReaderSuiteUse> uses, ReaderSuiteUse more) {
        uses.merge(
                more.suite(),
                more,
                (one, other) -> new ReaderSuiteUse(
                        one.suite(),
                        one.waiting() + other.waiting(),
                        one.custody() + other.custody(),
                        one.readerOnly() + other.readerOnly()));
    }

    static WaitingPage waiting(Queries sql, Optional<String> after, int most) throws SQLException {
        Position from = after.map(Position::parse).orElseGet(() -> Position.before(OPEN.getFirst()));
        List<Listed> found = new ArrayList<>();
        for (int i = OPEN.indexOf(from.state()); i < OPEN.size() && found.size() < most; i++) {
            Position start = OPEN.get(i) == from.state() ? from : Position.before(OPEN.get(i));
            found.addAll(sql.all(
                    PAGE,
                    ReaderRows::read,
                    start.state().name(),
                    start.due(),
                    start.due(),
                    start.id(),
                    most - found.size()));
        }
        return new WaitingPage(
                found.stream().map(Listed::delivery).toList(),
                found.size() < most
                        ? Optional.empty()
                        : Optional.of(found.getLast().position()));
    }

    private record Position(DeliveryState state, long due, UUID id) {
        private static Position before(DeliveryState state) {
            return new Position(state, Long.MIN_VALUE, new UUID(0, 0));
        }

        private static Position parse(String text) {
            String[] parts = text.split("\\.", -1);
            try {
                DeliveryState state = DeliveryState.valueOf(parts[0]);
                if (parts.length == 3 && OPEN.contains(state)) {
                    return new Position(state, Long.parseLong(parts[1]), UUID.fromString(parts[2]));
                }
            } catch (IllegalArgumentException e) {
                throw new Refused(FailureCode.PARAMETER_INVALID, "after");
            }
            throw new Refused(FailureCode.PARAMETER_INVALID, "after");
        }
    }

    private static Listed read(ResultSet row) throws SQLException {
        byte[] certificate = row.getBytes("reader");
        return new Listed(
                new WaitingDelivery(
                        new DeliveryId(Columns.uuid(row, "id")),
                        new TransferId(Columns.uuid(row, "transfer")),
                        new PartnerId(Columns.text(row, "sender")),
                        new RouteId(Columns.text(row, "route")),
                        new PartnerId(Columns.text(row, "recipient")),
                        DeliveryState.valueOf(Columns.text(row, "state")),
                        Columns.text(row, "suite"),
                        certificate == null ? Optional.empty() : Optional.of(Digest.of(certificate)),
                        row.getBoolean("kept")),
                row.getLong("due"));
    }

    /** Of deliveries that a former version accepted. What does not open now is passed over, what never will is marked so. */
    static Unit<Measured> measure(Optional<DeliveryId> after, int most) {
        return batch -> {
            List<Unmeasured> page = batch.sql()
                    .all(
                            UNMEASURED,
                            row -> new Unmeasured(
                                    Columns.uuid(row, "id"),
                                    new TransferId(Columns.uuid(row, "transfer")),
                                    new PartnerId(Columns.text(row, "recipient"))),
                            after.map(DeliveryId::value).orElseGet(() -> new UUID(0, 0)),
                            most);
            int deliveries = 0;
            for (Unmeasured one : page) {
                Optional<Mark> mark = measured(batch, one);
                if (mark.isPresent()) {
                    Mark found = mark.get();
                    deliveries += batch.sql()
                            .run(MARK_UNMEASURED, found.suite(), found.certificate(), found.kept(), one.id());
                }
            }
            return new Measured(
                    deliveries,
                    page.isEmpty()
                            ? Optional.empty()
                            : Optional.of(new DeliveryId(page.getLast().id())));
        };
    }

    private static Optional<Mark> measured(Batch batch, Unmeasured one) throws SQLException {
        TransferRows.Row transfer = TransferRows.find(batch.sql(), one.transfer())
                .orElseThrow(() -> new SQLException("a delivery without its transfer"));
        boolean kept = transfer.mode() == Mode.CUSTODY;
        try {
            Content content = Content.read(batch.sql(), one.transfer(), batch.key(transfer.workingKey()));
            content.destroyKeys();
            List<ReaderWrap> wraps = content.objects().stream()
                    .flatMap(object -> object.readers().stream())
                    .toList();
            return Optional.of(mark(wraps, one.recipient(), kept));
        } catch (StoreFailed e) {
            return e.isLasting()
                    ? Optional.of(new Mark(ReaderSuiteUse.UNREADABLE, Optional.empty(), kept))
                    : Optional.empty();
        }
    }
}
