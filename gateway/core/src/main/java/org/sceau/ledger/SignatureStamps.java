package org.sceau.ledger;

import java.security.cert.X509CRL;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.proof.EtsiU;
import org.sceau.proof.Lifespan;
import org.sceau.proof.TimeStampToken;
import org.sceau.timestamp.StampedSignatures;

/**
 * What comes after the signatures over submissions, which themselves never change, and what is to come. It is written beside
 * the recorder, on a connection of its own, and not synced: a time-stamp that a power cut takes is due again. Thread-safe.
 */
final class SignatureStamps implements StampedSignatures {
    private static final String DUE =
            "insert into signature_due (transfer, imprint, since, ends, algorithms)" + " values (?, ?, ?, ?, ?)";
    /** Some have ended, few: the {@code 0} keeps a database from the index over ends, in which none has its turn. */
    static final String OLDEST =
            "select transfer, imprint, since, ends, algorithms from signature_due where ends + 0 > ?"
                    + " order by since, transfer limit ";

    private static final String PUT_ASIDE = "insert into signature_missed (transfer, since, ends)"
            + " select transfer, since, ends from signature_due where ends <= ?";
    private static final String NOT_DUE = "delete from signature_due where ends <= ?";
    private static final String MISSED = "select count(*) as missed from signature_missed";
    private static final String DONE = "delete from signature_due where transfer = ?";

    /** Of the time-stamp over the signature's value. */
    private static final int SIGNATURE_STAMP = 0;

    private final Store store;
    private final Reads reads;

    SignatureStamps(Store store, Reads reads) {
        this.store = store;
        this.reads = reads;
    }

    /** In the batch of the acceptance: an accepted signature is due if its route wants it to be. */
    static void due(Batch batch, UUID transfer, Acceptance.Stamping stamping) throws SQLException {
        batch.sql().run(DUE, transfer, stamping.imprint(), batch.now(), stamping.ends(), stamping.algorithms());
    }

    @Override
    public List<Due> due(Instant now, int most) {
        return reads.read(sql -> sql.all(
                OLDEST + most,
                row -> new Due(
                        Columns.uuid(row, "transfer"),
                        Columns.digest(row, "imprint"),
                        Columns.instant(row, "since"),
                        Columns.instant(row, "ends"),
                        Columns.text(row, "algorithms")),
                now));
    }

    @Override
    public Optional<Instant> waitingSince(Instant now) {
        return due(now, 1).stream().map(Due::since).findFirst();
    }

    @Override
    public void putAside(Instant now) {
        try (Sql sql = new Sql(store.connect())) {
            sql.run(PUT_ASIDE, now);
            sql.run(NOT_DUE, now);
            sql.connection().commit();
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "missed time-stamps cannot be put aside", e);
        }
    }

    @Override
    public long missed() {
        return reads.read(sql -> sql.one(MISSED, row -> row.getLong("missed"))).orElse(0L);
    }

    @Override
    public void keepLists(List<X509CRL> lists) {
        RevocationRows.keepAll(store, lists);
    }

    @Override
    public void keep(Due due, TimeStampToken token) {
        Lifespan lasting = Lifespan.of(token).and(Lifespan.of(Instant.MAX, due.algorithms()));
        try (Sql sql = new Sql(store.connect())) {
            if (sql.run(DONE, due.transfer()) == 1) {
                ArchiveRows.insert(sql, due.transfer(), SIGNATURE_STAMP, EtsiU.sigTst(token));
                ArchiveRows.lasts(sql, due.transfer(), lasting);
            }
            sql.connection().commit();
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "a time-stamp cannot be kept", e);
        }
    }
}
