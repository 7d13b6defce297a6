package org.sceau.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sceau.document.DocumentEntry;
import org.sceau.document.ListEntry;
import org.sceau.document.Submission;
import org.sceau.index.Blinding;
import org.sceau.index.DocumentTerms;
import org.sceau.index.ListTerms;
import org.sceau.proof.Digest;
import org.sceau.transfer.DocumentId;

/** Writes an acceptance into the index: documents, their supersession, SubmissionSet and folders. */
final class IndexRows {
    static final String CURRENT = "current";
    static final String SUPERSEDED = "superseded";

    private static final String DOCUMENT = "insert into document (id, transfer, ordinal, object_number, patient_mac,"
            + " document_mac, payload_mac, status, sealed) values (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String SUPERSEDE = "update document set status = '" + SUPERSEDED + "' where id = ?";
    private static final String LIST = "insert into document_list (id, transfer, folder, patient_mac, folder_mac,"
            + " stored, sealed) values (?, ?, ?, ?, ?, ?, ?)";
    private static final String LIST_SEALED = "select sealed from document_list where id = ?";
    private static final String UPDATE_LIST =
            "update document_list set transfer = ?, stored = ?, sealed = ? where id = ?";

    private final Batch batch;
    private final Acceptance acceptance;
    private final Submission submission;
    private final Blinding blinding;
    private final Digest patient;
    private final WorkingKey key;

    IndexRows(Batch batch, Acceptance acceptance, Blinding blinding, Digest patient, WorkingKey key) {
        this.batch = batch;
        this.acceptance = acceptance;
        this.submission = acceptance.submission();
        this.blinding = blinding;
        this.patient = patient;
        this.key = key;
    }

    /** The ids given to the documents, in order. */
    List<DocumentId> insert(IndexRules rules) throws SQLException {
        for (UUID replaced : rules.superseded()) {
            batch.sql().run(SUPERSEDE, replaced);
        }
        List<DocumentId> ids = new ArrayList<>();
        for (DocumentEntry document : submission.documents()) {
            ids.add(insert(document, ids.size()));
        }
        ListEntry set = submission.submissionSet();
        insertList(acceptance.transfer().value(), set, Optional.empty(), members(set, ids));
        for (ListEntry folder : submission.folders()) {
            Optional<UUID> existing = rules.folder(submission, folder);
            if (existing.isPresent()) {
                addTo(existing.get(), folder, members(folder, ids));
            } else {
                Digest mac = blinding.folder(acceptance.caller().partner(), folder.uniqueId());
                insertList(derived(folder), folder, Optional.of(mac), members(folder, ids));
            }
        }
        return ids;
    }

    private DocumentId insert(DocumentEntry document, int ordinal) throws SQLException {
        DocumentId id = new DocumentId(batch.newId());
        byte[] row =
                new Sealed.Document(DocumentTerms.of(document), document.contentType(), document.resource()).pack();
        batch.sql()
                .run(
                        DOCUMENT,
                        id.value(),
                        acceptance.transfer().value(),
                        ordinal,
                        submission.split().payloads().indexOf(document.payload()),
                        patient,
                        blinding.document(acceptance.caller().partner(), document.uniqueId()),
                        IndexRules.payload(blinding, acceptance.caller().partner(), document),
                        CURRENT,
                        key.seal(row, Sealed.place("document", id), batch.random()));
        return id;
    }

    private void insertList(UUID id, ListEntry list, Optional<Digest> folderMac, List<DocumentId> members)
            throws SQLException {
        byte[] row = new Sealed.ListOf(ListTerms.of(list), members, list.resource()).pack();
        batch.sql()
                .run(
                        LIST,
                        id,
                        acceptance.transfer().value(),
                        list.folder(),
                        patient,
                        folderMac,
                        batch.now(),
                        key.seal(row, Sealed.place("document_list", id), batch.random()));
    }

    private void addTo(UUID id, ListEntry folder, List<DocumentId> added) throws SQLException {
        String place = Sealed.place("document_list", id);
        Set<DocumentId> members = new LinkedHashSet<>();
        batch.sql()
                .one(LIST_SEALED, row -> Sealed.ListOf.unpack(key.open(Columns.bytes(row, "sealed"), place)), id)
                .ifPresent(list -> members.addAll(list.documents()));
        members.addAll(added);
        byte[] row = new Sealed.ListOf(ListTerms.of(folder), List.copyOf(members), folder.resource()).pack();
        batch.sql()
                .run(UPDATE_LIST, acceptance.transfer().value(), batch.now(), key.seal(row, place, batch.random()), id);
    }

    private List<DocumentId> members(ListEntry list, List<DocumentId> ids) {
        List<DocumentId> members = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            if (list.documents().contains(submission.documents().get(i).entry()) || list.entry() < 0) {
                members.add(ids.get(i));
            }
        }
        return members;
    }

    /** The id that the answer gives to an entry without one of its own: it depends on transfer and place only. */
    private UUID derived(ListEntry folder) {
        String name = acceptance.transfer() + "/entry/" + folder.entry();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
