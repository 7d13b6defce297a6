package org.sceau.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.journal.Edge;
import org.sceau.journal.TreeReader;
import org.sceau.proof.Openings;
import org.sceau.receipt.ReceiptFile;
import org.sceau.receipt.Receipts;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/**
 * Gives out receipts. A partner gets only its own: a sender those of its submissions and of their deliveries, a recipient
 * those of its deliveries, a reader those of its reads. A receipt is made against the checkpoint of its batch until one
 * that covers it is time-stamped, and against that one from then on. Thread-safe; sees only what is on stable storage.
 */
public final class ReceiptShelf {
    /** A transfer with a hundred recipients and ten reads each. */
    private static final int MOST = 1_000;

    private static final String COLUMNS =
            "select e.log, e.idx, e.receipt, e.party, e.other_party, e.working_key, e.content, e.openings_sealed from entry e";
    private static final String BY_ID = COLUMNS + " where e.receipt = ?";
    private static final String BY_TRANSFER =
            COLUMNS + " where e.transfer = ? order by e.recorded, e.idx limit " + MOST;
    private static final String BY_TRANSFER_AND_PARTNER = COLUMNS
            + " where e.transfer = ? and (e.party = ? or e.other_party = ?) order by e.recorded, e.idx limit " + MOST;
    private static final String CLOSED = "select id from log where id = ? and closed is not null";

    private final Reads reads;
    private final UUID log;
    private final WorkingKeys keys;
    private final AtomicReference<Edge> durable;
    private final Map<UUID, Edge> closed = new ConcurrentHashMap<>();

    ReceiptShelf(Reads reads, UUID log, WorkingKeys keys, AtomicReference<Edge> durable) {
        this.reads = reads;
        this.log = log;
        this.keys = keys;
        this.durable = durable;
    }

    private record Row(
            UUID log,
            long index,
            ReceiptId id,
            Optional<String> party,
            Optional<String> otherParty,
            @Nullable UUID key,
            Octets content,
            Optional<Octets> openings) {

        /** Whether this is a receipt of the partner's own. */
        boolean of(PartnerId partner) {
            return party.filter(partner.value()::equals).isPresent()
                    || otherParty.filter(partner.value()::equals).isPresent();
        }
    }

    /** One receipt, if it exists and is {@code partner}'s. */
    public Optional<ReceiptFile> find(ReceiptId id, PartnerId partner) {
        return built(
                        rows(BY_ID, id.value()).stream()
                                .filter(row -> row.of(partner))
                                .toList(),
                        true)
                .stream()
                .findFirst();
    }

    /** One receipt, for operators: without the opening of who acted, which is for who stated it alone. */
    public Optional<ReceiptFile> find(ReceiptId id) {
        return built(rows(BY_ID, id.value()), false).stream().findFirst();
    }

    /**
     * All receipts of a transfer that are {@code partner}'s, oldest first; at most 1,000.
     *
     * @param itself whether it gets them itself: openings of who acted for it are for nobody else
     */
    public List<ReceiptFile> ofTransfer(TransferId transfer, PartnerId partner, boolean itself) {
        return built(rows(BY_TRANSFER_AND_PARTNER, transfer.value(), partner.value(), partner.value()), itself);
    }

    /** All receipts of a transfer, for operators, oldest first; at most 1,000; without openings of who acted. */
    public List<ReceiptFile> ofTransfer(TransferId transfer) {
        return built(rows(BY_TRANSFER, transfer.value()), false);
    }

    /** The newest sealed checkpoint as the text of its signed note, for witnesses and time-stamps. */
    public Optional<String> newestCheckpoint() {
        long size = durable.get().size();
        return size == 0
                ? Optional.empty()
                : reads.read(sql -> LogRows.sealOver(sql, log, size - 1))
                        .map(seal -> seal.checkpoint().note());
    }

    private List<Row> rows(String query, Object... parameters) {
        return reads.read(sql -> sql.all(query, ReceiptShelf::row, parameters));
    }

    /** The tree that an entry stands in: of the open log as it is now, of one that a restore closed as it ended. */
    private Optional<Edge> edge(Queries sql, UUID entrys) throws SQLException {
        if (entrys.equals(log)) {
            return Optional.of(durable.get());
        }
        Edge known = closed.get(entrys);
        if (known == null
                && sql.one(CLOSED, row -> Columns.uuid(row, "id"), entrys).isPresent()) {
            known = LogOpening.journal(sql, entrys).edge();
            closed.put(entrys, known);
        }
        return Optional.ofNullable(known);
    }

    private List<ReceiptFile> built(List<Row> rows, boolean person) {
        if (rows.isEmpty()) {
            return List.of();
        }
        return reads.read(sql -> {
            List<ReceiptFile> files = new ArrayList<>();
            for (Row row : rows) {
                Optional<Edge> edge = edge(sql, row.log()).filter(tree -> row.index() < tree.size());
                if (edge.isPresent()) {
                    files.add(built(sql, row, edge.get(), person));
                }
            }
            return files;
        });
    }

    private ReceiptFile built(Queries sql, Row row, Edge edge, boolean person) throws SQLException {
        TreeReader tree = new TreeReader(edge, (level, index) -> LogOpening.tile(sql, row.log(), level, index));
        Optional<Stamps.Stamp> stamp =
                Stamps.over(sql, row.log(), row.index()).filter(over -> over.size() <= edge.size());
        LogRows.Sealed seal = seal(sql, row, stamp);
        return Receipts.build(
                row.content().bytes(),
                person ? openings(sql, row) : Actors.withoutPerson(openings(sql, row)),
                new Receipts.Place(row.index(), seal.size(), tree),
                seal.checkpoint(),
                stamp.map(Stamps.Stamp::token),
                stamp.flatMap(Stamps.Stamp::second),
                stamp.isPresent() ? RenewalRows.over(sql, row.log(), stamp.get().size()) : List.of());
    }

    /** The seal that is stamped; that of the entry's own batch while none is. */
    private LogRows.Sealed seal(Queries sql, Row row, Optional<Stamps.Stamp> stamp) throws SQLException {
        long covered = stamp.map(over -> over.size() - 1).orElse(row.index());
        return LogRows.sealOver(sql, row.log(), covered)
                .orElseThrow(() ->
                        new StoreFailed(FailureCode.STORE_UNAVAILABLE, "entry without seal: " + row.index(), null));
    }

    private Openings openings(Queries sql, Row row) throws SQLException {
        if (row.openings().isEmpty() || row.key() == null) {
            return Openings.NONE;
        }
        WorkingKey key = keys.byId(row.key(), sql);
        return Openings.decode(key.open(row.openings().get().bytes(), Batch.place(row.id())));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Columns.uuid(row, "log"),
                row.getLong("idx"),
                new ReceiptId(Columns.uuid(row, "receipt")),
                Columns.optionalText(row, "party"),
                Columns.optionalText(row, "other_party"),
                row.getObject("working_key", UUID.class),
                Octets.of(Columns.bytes(row, "content")),
                Optional.ofNullable(row.getBytes("openings_sealed")).map(Octets::of));
    }
}
