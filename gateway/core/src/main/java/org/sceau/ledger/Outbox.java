package org.sceau.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/** Reads what is to be delivered. Thread-safe; sees what is committed. */
public final class Outbox {
    static final String DUE = "select " + DeliveryRows.COLUMNS + " from delivery d"
            + " where d.state = 'QUEUED' and d.due <= ?"
            + " and d.route not in (select r.route from route_state r where r.paused) order by d.state, d.due limit ?";
    private static final String COUNTS = "select state, count(*) as deliveries from delivery group by state";

    private final Reads reads;
    private final Transfers transfers;
    private final BooleanSupplier held;

    /** @param held whether nothing is to be given out now */
    Outbox(Reads reads, Transfers transfers, BooleanSupplier held) {
        this.reads = reads;
        this.transfers = transfers;
        this.held = held;
    }

    /** Queued deliveries, none while nothing can be sealed, whose due time is not after {@code by} and whose route is not paused, the most overdue first. */
    public List<DueDelivery> due(Instant by, int most) {
        if (held.getAsBoolean()) {
            return List.of();
        }
        return reads.read(sql -> sql.all(DUE, DeliveryRows::read, by.toEpochMilli(), most)).stream()
                .map(DeliveryRows.Row::toBeMade)
                .toList();
    }

    /**
     * Deliveries that have not ended: those set aside first, then those that wait, then those under way. Refuses with {@code
     * PARAMETER_INVALID} when {@code after} is not of an earlier page.
     */
    public WaitingPage waiting(Optional<String> after, int most) {
        return reads.read(sql -> ReaderRows.waiting(sql, after, most));
    }

    /** The recipients of a transfer's deliveries, ended or not, who may have been sent something of it. */
    public Set<PartnerId> possiblySent(TransferId transfer) {
        return reads.read(sql -> DeliveryRows.ofTransfer(sql, transfer)).stream()
                .filter(row -> row.possiblySent() && row.way() != DeliveryWay.INBOX)
                .map(DeliveryRows.Row::recipient)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Everything for one attempt; empty when the claim is no longer the current one. */
    public Optional<WorkItem> open(Claim claim) {
        return reads.read(sql -> {
            Optional<DeliveryRows.Row> row = DeliveryRows.find(sql, claim.delivery())
                    .filter(held -> held.state() == DeliveryState.DELIVERING && held.fence() == claim.fence());
            return row.isEmpty() ? Optional.<WorkItem>empty() : Optional.of(item(sql, claim, row.get()));
        });
    }

    private WorkItem item(Queries sql, Claim claim, DeliveryRows.Row row) throws SQLException {
        Dossier dossier = transfers
                .dossier(sql, row.transfer())
                .orElseThrow(() -> new SQLException("a delivery without its transfer"));
        return new WorkItem(claim, row.recipient(), row.way(), row.limit(), dossier);
    }

    /** How many deliveries stand in each state. */
    public Map<DeliveryState, Long> counts() {
        Map<DeliveryState, Long> counts = new EnumMap<>(DeliveryState.class);
        reads.read(sql -> sql.all(
                        COUNTS,
                        row -> Map.entry(DeliveryState.valueOf(Columns.text(row, "state")), row.getLong("deliveries"))))
                .forEach(count -> counts.put(count.getKey(), count.getValue()));
        return counts;
    }
}
