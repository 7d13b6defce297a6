package org.sceau.ledger;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.keys.MasterKeys;
import org.sceau.proof.Digest;
import org.sceau.suites.SealBroken;
import org.sceau.suites.Sealing;
import org.sceau.suites.Suites;
import org.sceau.transfer.OrderedIds;

/**
 * One random key per patient, wrapped by a master key. Destroying the wrapped value makes everything sealed under it
 * unreadable without touching a row. Opened keys of recent patients are kept in memory. Thread-safe.
 */
final class WorkingKeys {
    /** 10,000 opened keys are about 2 MB; a patient's documents tend to come together. */
    private static final int KEPT = 10_000;

    private static final String BY_PATIENT = "select id, master, wrapped from working_key where patient_mac = ?";
    private static final String BY_ID = "select id, master, wrapped from working_key where id = ?";
    private static final String INSERT =
            "insert into working_key (id, patient_mac, master, wrapped, created) values (?, ?, ?, ?, ?)";

    private final MasterKeys masters;
    private final SecureRandom random;
    private final Map<Object, WorkingKey> opened;

    WorkingKeys(MasterKeys masters, SecureRandom random) {
        this.masters = masters;
        this.random = random;
        this.opened = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Object, WorkingKey> eldest) {
                return size() > KEPT;
            }
        };
    }

    /** The patient's key, made when there is none; a made one goes to {@code made}, to be kept when it is committed. */
    WorkingKey ofPatient(Digest patient, Sql sql, Instant now, Map<Digest, WorkingKey> made) throws SQLException {
        Optional<WorkingKey> known = kept(patient).or(() -> Optional.ofNullable(made.get(patient)));
        if (known.isPresent()) {
            return known.get();
        }
        Optional<WorkingKey> stored = sql.one(BY_PATIENT, this::read, patient);
        if (stored.isPresent()) {
            keep(patient, stored.get());
            return stored.get();
        }
        byte[] bytes = new byte[Suites.KEY_BYTES];
        random.nextBytes(bytes);
        MasterKeys.Master master = masters.inForce(now);
        byte[] wrapped = Sealing.wrap(master.key(), bytes);
        // the key in use is the one that the stored value gives, however it came to be
        WorkingKey key =
                new WorkingKey(OrderedIds.at(now, random), Suites.aesKey(Sealing.unwrap(master.key(), wrapped)));
        sql.run(INSERT, key.id(), patient, master.label(), wrapped, now);
        made.put(patient, key);
        return key;
    }

    WorkingKey byId(UUID id, Queries sql) throws SQLException {
        Optional<WorkingKey> known = kept(id);
        if (known.isPresent()) {
            return known.get();
        }
        WorkingKey found = sql.one(BY_ID, this::read, id)
                .orElseThrow(() -> new StoreFailed(FailureCode.STORE_UNAVAILABLE, "no working key " + id, null));
        keep(id, found);
        return found;
    }

    MasterKeys masters() {
        return masters;
    }

    void committed(Map<Digest, WorkingKey> made) {
        made.forEach(this::keep);
    }

    private WorkingKey read(ResultSet row) throws SQLException {
        UUID id = Columns.uuid(row, "id");
        byte[] wrapped = row.getBytes("wrapped");
        if (wrapped == null) {
            throw new StoreFailed(FailureCode.GONE, "the working key was destroyed: " + id, null);
        }
        String label = Columns.text(row, "master");
        MasterKeys.Master master = masters.named(label)
                .orElseThrow(() -> new StoreFailed(
                        FailureCode.KEY_UNUSABLE,
                        "working key " + id + " is under " + label + ", which is not held",
                        null));
        try {
            return new WorkingKey(id, Suites.aesKey(Sealing.unwrap(master.key(), wrapped)));
        } catch (SealBroken e) {
            throw new StoreFailed(FailureCode.KEY_UNUSABLE, "the master key does not open working key " + id, e);
        }
    }

    private synchronized Optional<WorkingKey> kept(Object name) {
        return Optional.ofNullable(opened.get(name));
    }

    private synchronized void keep(Object name, WorkingKey key) {
        opened.put(name, key);
    }
}
