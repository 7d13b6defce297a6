package org.sceau.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.index.Blinding;
import org.sceau.index.DocumentCriteria;
import org.sceau.index.ListCriteria;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/**
 * Searches and reads the index. Gives facts, not permissions: whoever calls decides who may see a result and records the
 * read. Thread-safe; sees what is committed.
 */
public final class Documents {
    /** Documents, or lists, of one patient examined by one search: more would be opened in memory at once. */
    public static final int EXAMINED_MOST = 5_000;

    private static final String DOCUMENTS = "select d.id as document, d.object_number, d.status, d.sealed, "
            + TransferRows.COLUMNS + " from document d join transfer t on t.id = d.transfer";
    private static final String OF_PATIENT =
            DOCUMENTS + " where d.patient_mac = ? order by t.accepted desc, d.ordinal limit " + (EXAMINED_MOST + 1);
    private static final String BY_ID = DOCUMENTS + " where d.id = ?";
    private static final String OF_TRANSFER = DOCUMENTS + " where d.transfer = ? order by d.ordinal";
    private static final String LISTS = "select l.id as list, l.folder, l.stored, l.sealed, " + TransferRows.COLUMNS
            + " from document_list l join transfer t on t.id = l.transfer";
    private static final String LISTS_OF_PATIENT =
            LISTS + " where l.patient_mac = ? order by l.stored desc limit " + (EXAMINED_MOST + 1);
    private static final String LIST_BY_ID = LISTS + " where l.id = ?";

    private final Reads reads;
    private final WorkingKeys keys;
    private final Blinding blinding;

    Documents(Reads reads, WorkingKeys keys, Blinding blinding) {
        this.reads = reads;
        this.keys = keys;
        this.blinding = blinding;
    }

    private record Row(DocumentId id, int object, String status, Octets sealed, TransferRows.Row transfer) {}

    private record ListRow(
            UUID id, boolean folder, java.time.Instant stored, Octets sealed, TransferRows.Row transfer) {}

    /**
     * The documents of one patient that meet all criteria and that {@code party}, where it is given, sent or was addressed,
     * newest first; at most {@code most}. Refuses with {@code TOO_MANY_ENTRIES} when the patient has more documents than
     * {@link #EXAMINED_MOST}. Fails with {@code KEY_UNUSABLE} where the patient's working key does not open: all documents of a
     * patient are under one, so that an answer which left out what does not open would say that there is none.
     */
    public Hits<StoredDocument> find(DocumentCriteria criteria, Optional<PartnerId> party, int most) {
        return reads.read(sql -> {
            List<StoredDocument> found = new ArrayList<>();
            boolean whole = true;
            for (Row row : bounded(sql.all(OF_PATIENT, Documents::row, blinding.patient(criteria.patient())))) {
                if (found.size() == most) {
                    break;
                }
                boolean status =
                        criteria.statuses().isEmpty() || criteria.statuses().contains(row.status());
                if (status && (party.isEmpty() || concerns(row.transfer(), party.get()))) {
                    try {
                        Sealed.Document document = opened(sql, row);
                        if (document.terms().meets(criteria, row.transfer().accepted())) {
                            found.add(stored(row, document));
                        }
                    } catch (StoreFailed e) {
                        whole = passedOver(e);
                    }
                }
            }
            return new Hits<>(found, whole);
        });
    }

    /** The lists of one patient that meet all criteria and that {@code party} sent or was addressed, newest first. */
    public Hits<StoredList> findLists(ListCriteria criteria, PartnerId party, int most) {
        return reads.read(sql -> {
            List<StoredList> found = new ArrayList<>();
            boolean whole = true;
            for (ListRow row :
                    bounded(sql.all(LISTS_OF_PATIENT, Documents::listRow, blinding.patient(criteria.patient())))) {
                if (found.size() == most) {
                    break;
                }
                boolean kind = criteria.folder().isEmpty() || criteria.folder().get() == row.folder();
                if (kind && concerns(row.transfer(), party)) {
                    try {
                        Sealed.ListOf list = opened(sql, row);
                        if (list.terms().meets(criteria, row.stored())) {
                            found.add(stored(row, list));
                        }
                    } catch (StoreFailed e) {
                        whole = passedOver(e);
                    }
                }
            }
            return new Hits<>(found, whole);
        });
    }

    /** One document that does not open must not hide a patient's others; gives false. */
    private static boolean passedOver(StoreFailed failure) {
        if (!failure.isLasting()) {
            throw failure;
        }
        return false;
    }

    /** A document by its id. */
    public Optional<StoredDocument> get(DocumentId id) {
        return reads.read(sql -> documents(sql, BY_ID, id.value())).stream().findFirst();
    }

    /** A list by its id. */
    public Optional<StoredList> getList(UUID id) {
        return reads.read(sql -> {
            Optional<ListRow> row = sql.one(LIST_BY_ID, Documents::listRow, id);
            return row.isEmpty()
                    ? Optional.<StoredList>empty()
                    : Optional.of(stored(row.get(), opened(sql, row.get())));
        });
    }

    List<StoredDocument> ofTransfer(Queries sql, TransferId transfer) throws SQLException {
        return documents(sql, OF_TRANSFER, transfer.value());
    }

    private List<StoredDocument> documents(Queries sql, String query, UUID id) throws SQLException {
        List<StoredDocument> documents = new ArrayList<>();
        for (Row row : sql.all(query, Documents::row, id)) {
            documents.add(stored(row, opened(sql, row)));
        }
        return documents;
    }

    private static <T> List<T> bounded(List<T> rows) {
        if (rows.size() > EXAMINED_MOST) {
            throw new Refused(FailureCode.TOO_MANY_ENTRIES, String.valueOf(EXAMINED_MOST));
        }
        return rows;
    }

    private static boolean concerns(TransferRows.Row transfer, PartnerId party) {
        return transfer.sender().equals(party) || transfer.recipients().contains(party);
    }

    private Sealed.Document opened(Queries sql, Row row) throws SQLException {
        WorkingKey key = keys.byId(row.transfer().workingKey(), sql);
        return Sealed.Document.unpack(key.open(row.sealed().bytes(), Sealed.place("document", row.id())));
    }

    private Sealed.ListOf opened(Queries sql, ListRow row) throws SQLException {
        WorkingKey key = keys.byId(row.transfer().workingKey(), sql);
        return Sealed.ListOf.unpack(key.open(row.sealed().bytes(), Sealed.place("document_list", row.id())));
    }

    private static StoredDocument stored(Row row, Sealed.Document document) {
        return new StoredDocument(
                row.id(),
                row.transfer().id(),
                row.object(),
                row.status(),
                row.transfer().sender(),
                row.transfer().recipients(),
                row.transfer().route(),
                row.transfer().mode(),
                document.contentType(),
                document.resource(),
                row.transfer().accepted());
    }

    private static StoredList stored(ListRow row, Sealed.ListOf list) {
        return new StoredList(
                row.id(),
                row.transfer().id(),
                row.folder(),
                row.transfer().sender(),
                row.transfer().recipients(),
                list.documents(),
                list.resource(),
                row.stored());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new DocumentId(Columns.uuid(row, "document")),
                row.getInt("object_number"),
                Columns.text(row, "status"),
                Octets.of(Columns.bytes(row, "sealed")),
                TransferRows.read(row));
    }

    private static ListRow listRow(ResultSet row) throws SQLException {
        return new ListRow(
                Columns.uuid(row, "list"),
                row.getBoolean("folder"),
                Columns.instant(row, "stored"),
                Octets.of(Columns.bytes(row, "sealed")),
                TransferRows.read(row));
    }
}
