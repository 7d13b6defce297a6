package org.sceau.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.proof.Digest;
import org.sceau.proof.ListIssuer;
import org.sceau.routing.RouteId;
import org.sceau.transfer.TransferId;

/** Reads transfers. Thread-safe; sees what is committed. */
public final class Transfers {
    private final Reads reads;
    private final WorkingKeys keys;
    private final Documents documents;

    Transfers(Reads reads, WorkingKeys keys, Documents documents) {
        this.reads = reads;
        this.keys = keys;
        this.documents = documents;
    }

    /** One page, metadata only. Refuses with {@code PARAMETER_INVALID} when {@code after} is not of an earlier page. */
    public TransferPage list(TransferQuery query) {
        Page page = page(query);
        return reads.read(sql -> {
            List<TransferLine> lines = new ArrayList<>();
            for (TransferRows.Row row :
                    sql.all(page.text(), TransferRows::read, page.arguments().toArray())) {
                lines.add(line(sql, row));
            }
            return new TransferPage(lines, lines.size() < query.limit() ? Optional.empty() : next(lines.getLast()));
        });
    }

    /** The query of a page. Deliveries that have not ended are few: they are asked first, or every transfer would be; PostgreSQL joins them as it
     * likes but for the offset. */
    static Page page(TransferQuery query) {
        StringBuilder text = new StringBuilder("select " + TransferRows.COLUMNS + " from transfer t where 1 = 1");
        List<Object> arguments = new ArrayList<>();
        query.partner().ifPresent(partner -> {
            text.append(" and (t.sender = ? or exists (select 1 from delivery d where d.transfer = t.id"
                    + " and d.recipient = ?))");
            arguments.addAll(List.of(partner.value(), partner.value()));
        });
        query.state().ifPresent(state -> {
            text.append(
                    state.terminal()
                            ? " and exists (select 1 from delivery d where d.transfer = t.id and d.state = ?)"
                            : " and t.id in (select d.transfer from delivery d where d.state = ? offset 0 rows)");
            arguments.add(state.name());
        });
        query.after().ifPresent(after -> {
            text.append(" and (t.accepted < ? or (t.accepted = ? and t.id < ?))");
            arguments.addAll(position(after));
        });
        text.append(" order by t.accepted desc, t.id desc limit ?");
        arguments.add(query.limit());
        return new Page(text.toString(), arguments);
    }

    /** A query and what stands for its question marks. */
    record Page(String text, List<Object> arguments) {
        Page {
            arguments = List.copyOf(arguments);
        }
    }

    private static Optional<String> next(TransferLine last) {
        return Optional.of(last.accepted().toEpochMilli() + "." + last.id());
    }

    private static List<Object> position(String after) {
        int dot = after.indexOf('.');
        try {
            long accepted = Long.parseLong(after.substring(0, Math.max(dot, 0)));
            return List.of(accepted, accepted, UUID.fromString(after.substring(dot + 1)));
        } catch (IllegalArgumentException e) {
            throw new Refused(FailureCode.PARAMETER_INVALID, "after");
        }
    }

    /** One transfer, metadata only. */
    public Optional<TransferLine> show(TransferId id) {
        return reads.read(sql -> {
            Optional<TransferRows.Row> row = TransferRows.find(sql, id);
            return row.isEmpty() ? Optional.<TransferLine>empty() : Optional.of(line(sql, row.get()));
        });
    }

    private static TransferLine line(Queries sql, TransferRows.Row row) throws SQLException {
        return new TransferLine(
                row.id(),
                row.sender(),
                row.route(),
                row.mode(),
                row.accepted(),
                row.documents(),
                row.sizeBytes(),
                DeliveryRows.ofTransfer(sql, row.id()).stream()
                        .map(DeliveryRows.Row::line)
                        .toList());
    }

    /** A transfer's content, opened: only after a decision that allows it and an entry that records it. */
    public Optional<Dossier> open(TransferId id) {
        return reads.read(sql -> dossier(sql, id));
    }

    Optional<Dossier> dossier(Queries sql, TransferId id) throws SQLException {
        Optional<TransferRows.Row> found = TransferRows.find(sql, id);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        TransferRows.Row row = found.get();
        Content content = Content.read(sql, id, keys.byId(row.workingKey(), sql));
        return Optional.of(new Dossier(
                id,
                row.sender(),
                row.route(),
                row.mode(),
                content.profile(),
                content.interaction(),
                content.format(),
                row.accepted(),
                row.receipt(),
                content.metadata(),
                Digest.sha256(content.metadata().bytes()),
                content.jades(),
                content.objects(),
                documents.ofTransfer(sql, id)));
    }

    /** What came after the signature over a transfer, in its order; nothing before there is a time-stamp. */
    public List<AfterSignature> afterSignature(TransferId id) {
        return reads.read(sql -> ArchiveRows.all(sql, id.value()));
    }

    /** The newest kept revocation list of {@code issuer} that was in force at {@code at}, DER. */
    public Optional<Octets> revocationList(ListIssuer issuer, Instant at) {
        return reads.read(sql -> RevocationRows.at(sql, issuer, at));
    }

    /** The routes that are paused. */
    public Set<RouteId> pausedRoutes() {
        return reads.read(RouteRows::allPaused);
    }
}
