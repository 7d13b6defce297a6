package org.sceau.ledger;

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
import org.sceau.document.SubmissionEntry;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.index.Blinding;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/**
 * The rules of a submission that only the index can judge (MHD 4.2.4, ITI-65, 3.65.4.1.3): what is replaced exists, is of
 * the same sender and patient, and is current; an identifier is not used again for other bytes; a folder that is added to
 * is the sender's and the patient's. Documents of other senders do not exist for these rules.
 */
final class IndexRules {
    private static final String COLUMNS = "select d.id, d.patient_mac, d.payload_mac, d.status from document d";
    private static final String BY_ID =
            COLUMNS + " join transfer t on t.id = d.transfer where d.id = ? and t.sender = ?";
    private static final String BY_IDENTIFIER = COLUMNS + " where d.document_mac = ?";
    private static final String FOLDER_BY_ID = "select l.id, l.patient_mac from document_list l"
            + " join transfer t on t.id = l.transfer where l.id = ? and t.sender = ? and l.folder";
    private static final String FOLDER_BY_IDENTIFIER =
            "select l.id, l.patient_mac from document_list l where l.folder_mac = ?";

    private final Queries sql;
    private final Blinding blinding;
    private final PartnerId sender;
    private final Digest patient;
    private final Set<UUID> superseded = new LinkedHashSet<>();

    IndexRules(Queries sql, Blinding blinding, PartnerId sender, Digest patient) {
        this.sql = sql;
        this.blinding = blinding;
        this.sender = sender;
        this.patient = patient;
    }

    private record Known(UUID id, Digest patient, Digest payload, boolean current) {}

    private record Folder(UUID id, Digest patient) {}

    /** Every issue; none when the submission may be stored. */
    List<Issue> judge(Submission submission) throws SQLException {
        List<Issue> issues = new ArrayList<>();
        for (DocumentEntry document : submission.documents()) {
            identifier(document, issues);
            for (String replaced : document.replaces()) {
                replacement(document, replaced, issues);
            }
        }
        for (ListEntry folder : submission.folders()) {
            if (existing(submission, folder)
                    .filter(f -> !f.patient().equals(patient))
                    .isPresent()) {
                issues.add(Issue.at(FailureCode.PATIENT_MISMATCH, "Bundle.entry[" + folder.entry() + "].resource"));
            }
        }
        return issues;
    }

    /** The documents that the submission replaces; complete once it was judged. */
    Set<UUID> superseded() {
        return superseded;
    }

    /** The sender's folder that the submission adds to. */
    Optional<UUID> folder(Submission submission, ListEntry folder) throws SQLException {
        return existing(submission, folder).map(Folder::id);
    }

    private void identifier(DocumentEntry document, List<Issue> issues) throws SQLException {
        Digest payload = payload(blinding, sender, document);
        for (Known known : byIdentifier(document.uniqueId())) {
            if (!known.payload().equals(payload)) {
                issues.add(AcceptUnit.at(FailureCode.NON_IDENTICAL_HASH, document, ".masterIdentifier"));
                return;
            }
        }
    }

    private void replacement(DocumentEntry document, String replaced, List<Issue> issues) throws SQLException {
        List<Known> found = target(replaced);
        if (found.isEmpty()) {
            issues.add(AcceptUnit.at(FailureCode.REPLACED_UNKNOWN, document, ".relatesTo"));
            return;
        }
        if (found.stream().noneMatch(known -> known.patient().equals(patient))) {
            issues.add(AcceptUnit.at(FailureCode.PATIENT_MISMATCH, document, ".relatesTo"));
            return;
        }
        List<Known> current = found.stream().filter(Known::current).toList();
        if (current.isEmpty()) {
            issues.add(AcceptUnit.at(FailureCode.REPLACED_DEPRECATED, document, ".relatesTo"));
            return;
        }
        current.forEach(known -> superseded.add(known.id()));
    }

    private List<Known> target(String replaced) throws SQLException {
        Optional<UUID> id = id("DocumentReference/", replaced);
        if (id.isPresent()) {
            return sql.all(BY_ID, IndexRules::known, id.get(), sender.value());
        }
        return byIdentifier(replaced.substring(replaced.indexOf('|') + 1));
    }

    private List<Known> byIdentifier(String identifier) throws SQLException {
        return sql.all(BY_IDENTIFIER, IndexRules::known, blinding.document(sender, identifier));
    }

    private Optional<Folder> existing(Submission submission, ListEntry folder) throws SQLException {
        Optional<UUID> named = Optional.of(folder.entry())
                .filter(entry -> entry >= 0 && entry < submission.entries().size())
                .flatMap(entry -> target(submission.entries().get(entry)));
        RowReader<Folder> read = row -> new Folder(Columns.uuid(row, "id"), Columns.digest(row, "patient_mac"));
        if (named.isPresent()) {
            return sql.one(FOLDER_BY_ID, read, named.get(), sender.value());
        }
        return sql.one(FOLDER_BY_IDENTIFIER, read, blinding.folder(sender, folder.uniqueId()));
    }

    private static Optional<UUID> target(SubmissionEntry entry) {
        return entry.target().flatMap(target -> id("List/", target));
    }

    private static Optional<UUID> id(String type, String reference) {
        if (!reference.startsWith(type)) {
            return Optional.empty();
        }
        try {
            return Optional.of(UUID.fromString(reference.substring(type.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Known known(java.sql.ResultSet row) throws SQLException {
        return new Known(
                Columns.uuid(row, "id"),
                Columns.digest(row, "patient_mac"),
                Columns.digest(row, "payload_mac"),
                Columns.text(row, "status").equals(IndexRows.CURRENT));
    }

    /** Equal for equal bytes of one sender. */
    static Digest payload(Blinding blinding, PartnerId sender, DocumentEntry document) {
        return blinding.content(sender, List.of(document.payload().payload().sha256()));
    }
}
