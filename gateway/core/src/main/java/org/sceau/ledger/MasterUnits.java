package org.sceau.ledger;

import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.keys.MasterKeys;
import org.sceau.proof.Actor;
import org.sceau.proof.EventName;
import org.sceau.suites.SealBroken;
import org.sceau.suites.Sealing;

/**
 * What an operator does to retire a master key. The wrapped form of working keys is all that changes: nothing that they seal is
 * read or written.
 *
 * @param shared whether other nodes may write to the same database
 */
record MasterUnits(MasterKeys masters, boolean shared) {
    /** Working keys in one transaction: some 20 ms that others wait for. */
    static final int PAGE = 200;

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    static final String UNDER = "select id, wrapped from working_key"
            + " where master = ? and id > ? and wrapped is not null order by master, id limit " + PAGE;
    private static final String REPLACE =
            "update working_key set master = ?, wrapped = ? where id = ? and master = ? and wrapped = ?";
    private static final String STORED = "select wrapped from working_key where id = ? and master = ?";
    private static final String COUNT =
            "select count(*) as wrapped_keys from working_key where master = ? and wrapped is not null";

    private record Row(UUID id, Octets wrapped) {}

    /** The keys of one page under the master key in force, and the entry that says so, or neither. */
    Unit<Rewrapped> rewrap(String label, Optional<UUID> after, Actor operator) {
        return batch -> {
            MasterKeys.Master former = masters.named(label).orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
            MasterKeys.Master inForce = masters.inForce(batch.now());
            List<Row> page = former.label().equals(inForce.label())
                    ? List.of()
                    : batch.sql()
                            .all(
                                    UNDER,
                                    row -> new Row(Columns.uuid(row, "id"), Octets.of(Columns.bytes(row, "wrapped"))),
                                    label,
                                    after.orElse(BEFORE_ALL));
            List<UUID> unopened = new ArrayList<>();
            int keys = 0;
            for (Row row : page) {
                switch (rewrap(batch.sql(), row, former, inForce)) {
                    case DONE -> keys++;
                    case UNOPENED -> unopened.add(row.id());
                    case CHANGED -> {}
                }
            }
            if (keys > 0) {
                batch.enter(operation(operator, inForce.label(), "rewrap, from: " + label + ", keys: " + keys));
            }
            return new Rewrapped(
                    keys,
                    unopened,
                    page.isEmpty()
                            ? Optional.empty()
                            : Optional.of(page.getLast().id()));
        };
    }

    private enum Result {
        DONE,
        UNOPENED,
        /** Destroyed, or wrapped anew by another node, in between. */
        CHANGED
    }

    private static Result rewrap(Sql sql, Row row, MasterKeys.Master former, MasterKeys.Master inForce)
            throws SQLException {
        byte[] clear;
        try {
            clear = Sealing.unwrap(former.key(), row.wrapped().bytes());
        } catch (SealBroken e) {
            return Result.UNOPENED;
        }
        try {
            byte[] wrapped = Sealing.wrap(inForce.key(), clear);
            if (sql.run(
                            REPLACE,
                            inForce.label(),
                            wrapped,
                            row.id(),
                            former.label(),
                            row.wrapped().bytes())
                    == 0) {
                return Result.CHANGED;
            }
            requireStored(sql, row.id(), inForce, clear);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
        return Result.DONE;
    }

    /** The former value is gone once this is committed: what the database has in its place must give the same key (ADR 0031). */
    private static void requireStored(Sql sql, UUID id, MasterKeys.Master inForce, byte[] clear) throws SQLException {
        byte[] stored = sql.one(STORED, row -> Columns.bytes(row, "wrapped"), id, inForce.label())
                .orElseThrow(() -> wrongly(id));
        if (!MessageDigest.isEqual(clear, opened(inForce.key(), stored, id))) {
            throw wrongly(id);
        }
    }

    private static byte[] opened(SecretKey master, byte[] stored, UUID id) {
        try {
            return Sealing.unwrap(master, stored);
        } catch (SealBroken e) {
            throw wrongly(id);
        }
    }

    private static StoreFailed wrongly(UUID id) {
        return new StoreFailed(FailureCode.STORE_DAMAGED, "working key " + id + " was stored wrongly", null);
    }

    /** The entry with which a former master key is forgotten: only while nothing is under it. */
    Unit<Recorder.ForgetOutcome> forget(String label, Actor operator) {
        return new Unit<>() {
            @Override
            public Recorder.ForgetOutcome write(Batch batch) throws SQLException {
                if (masters.named(label).isPresent()
                        && !masters.former(batch.now()).contains(label)) {
                    return new Recorder.ForgetOutcome.NotFormer();
                }
                long keys = batch.sql()
                        .one(COUNT, row -> row.getLong("wrapped_keys"), label)
                        .orElse(0L);
                if (keys > 0) {
                    return new Recorder.ForgetOutcome.Needed(keys);
                }
                return shared
                        ? new Recorder.ForgetOutcome.Shared()
                        : new Recorder.ForgetOutcome.Forgotten(batch.enter(operation(operator, label, "forget")));
            }

            @Override
            public void recorded(Recorder.ForgetOutcome outcome, PayloadStore vault) {
                if (outcome instanceof Recorder.ForgetOutcome.Forgotten) {
                    masters.forget(label);
                }
            }
        };
    }

    private static EntryDraft operation(Actor operator, String master, String act) throws SQLException {
        return EntryDraft.of(EventName.OPERATION, operator, new Grounds("keys/" + master, act, Map.of()));
    }
}
