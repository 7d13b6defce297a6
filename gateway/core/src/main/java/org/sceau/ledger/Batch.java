package org.sceau.ledger;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.sceau.journal.Journal;
import org.sceau.proof.Digest;
import org.sceau.proof.Entry;
import org.sceau.proof.EventName;
import org.sceau.proof.MerkleTree;
import org.sceau.transfer.OrderedIds;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;
import org.sceau.vault.PayloadLocation;

/** One transaction being written: what its units share. Confined to the recorder's thread. */
final class Batch {
    private static final String INSERT_FILE = "insert into vault_file (name) values (?)";
    /** By the entry's place in the tree, never by time: clocks step back. */
    static final String PREVIOUS = "select content from entry where transfer = ? and log = ? order by idx desc limit 1";

    private static final String PREVIOUS_LOG = "select previous from log where id = ? and previous is not null";
    private static final String INSERT_ENTRY = "insert into entry (log, idx, receipt, event, transfer, party,"
            + " other_party, patient_mac, working_key, recorded, content, openings_sealed)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** Events with which a transfer begins: nothing was entered of it before. */
    private static final Set<EventName> FIRST =
            EnumSet.of(EventName.SUBMISSION_ACCEPTANCE, EventName.SUBMISSION_REJECTION);

    private final Sql sql;
    private final UUID log;
    private final Journal journal;
    private final Instant now;
    private final SecureRandom random;
    private final WorkingKeys keys;
    private final Map<UUID, PayloadLocation> locations;
    private final Set<String> knownFiles;
    private final Map<Digest, WorkingKey> madeKeys = new HashMap<>();
    private final Set<String> newFiles = new HashSet<>();

    Batch(
            Sql sql,
            UUID log,
            Journal journal,
            Instant now,
            SecureRandom random,
            WorkingKeys keys,
            Map<UUID, PayloadLocation> locations,
            Set<String> knownFiles) {
        this.sql = sql;
        this.log = log;
        this.journal = journal;
        this.now = now;
        this.random = random;
        this.keys = keys;
        this.locations = locations;
        this.knownFiles = knownFiles;
    }

    Sql sql() {
        return sql;
    }

    Journal journal() {
        return journal;
    }

    /** The moment of the batch, to the millisecond. */
    Instant now() {
        return now;
    }

    SecureRandom random() {
        return random;
    }

    UUID newId() {
        return OrderedIds.at(now, random);
    }

    WorkingKey keyOf(Digest patient) throws SQLException {
        return keys.ofPatient(patient, sql, now, madeKeys);
    }

    WorkingKey key(UUID id) throws SQLException {
        for (WorkingKey made : madeKeys.values()) {
            if (made.id().equals(id)) {
                return made;
            }
        }
        return keys.byId(id, sql);
    }

    /** Where a payload of this batch lies; its file is from now on known to the ledger. */
    PayloadLocation location(UUID payload) throws SQLException {
        PayloadLocation location = locations.get(payload);
        if (location == null) {
            throw new SQLException("the vault gave no place for a payload");
        }
        if (!knownFiles.contains(location.file()) && newFiles.add(location.file())) {
            sql.run(INSERT_FILE, location.file());
        }
        return location;
    }

    /** Appends an entry to the journal. */
    ReceiptId enter(EntryDraft draft) throws SQLException {
        ReceiptId id = new ReceiptId(newId());
        Entry entry = new Entry(
                id.value(),
                log.toString(),
                draft.event(),
                draft.transfer().map(TransferId::value),
                draft.recipient().map(recipient -> recipient.value()),
                now,
                draft.actor(),
                draft.grounds().rule(),
                draft.grounds().decision(),
                draft.reason().map(code -> code.code()),
                new TreeMap<>(draft.grounds().revisions()),
                previous(draft),
                draft.openings().digests());
        byte[] content = entry.encode();
        sql.run(
                INSERT_ENTRY,
                log,
                journal.size(),
                id.value(),
                draft.event().label(),
                draft.transfer().map(TransferId::value),
                draft.party().map(party -> party.value()),
                draft.otherParty().map(party -> party.value()),
                draft.patient(),
                draft.key().map(WorkingKey::id),
                now,
                content,
                draft.key().map(key -> key.seal(draft.openings().encode(), place(id), random)));
        journal.append(MerkleTree.leafHash(content));
        return id;
    }

    private Optional<Digest> previous(EntryDraft draft) throws SQLException {
        if (draft.transfer().isEmpty() || FIRST.contains(draft.event())) {
            return Optional.empty();
        }
        UUID transfer = draft.transfer().get().value();
        Optional<UUID> wanted = Optional.of(log);
        while (wanted.isPresent()) {
            Optional<Digest> found =
                    sql.one(PREVIOUS, row -> Digest.sha256(Columns.bytes(row, "content")), transfer, wanted.get());
            if (found.isPresent()) {
                return found;
            }
            wanted = sql.one(PREVIOUS_LOG, row -> Columns.uuid(row, "previous"), wanted.get());
        }
        return Optional.empty();
    }

    /** Where the openings of an entry stand, as associated data of their seal. */
    static String place(ReceiptId id) {
        return "entry.openings/" + id;
    }

    /** The batch is durable: what it made is known from now on. */
    void committed() {
        keys.committed(madeKeys);
        knownFiles.addAll(newFiles);
    }
}
