package org.sceau.ledger;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.proof.AlgorithmDates;
import org.sceau.proof.EtsiU;
import org.sceau.proof.Lifespan;
import org.sceau.transfer.TransferId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signatures that have a time-stamp of their own, by its end, and what is put over it. Written beside the recorder, on a
 * connection of its own, and not synced: a time-stamp that a power cut takes is due again. Thread-safe.
 */
public final class SignatureArchive {
    private static final Logger LOG = LoggerFactory.getLogger(SignatureArchive.class);

    private static final int PAGE = 500;

    private static final String GROUP =
            "select algorithms from signature_span where algorithms > ? order by algorithms limit 1";
    static final String ENDING = "select transfer, ends from signature_span where algorithms = ? and ends > ?"
            + " and ends <= ? and ends >= ? and (ends > ? or transfer > ?) order by algorithms, ends, transfer limit "
            + PAGE;
    private static final String UNKNOWN = "select s.transfer, e.element from signature_span s"
            + " join etsi_u e on e.transfer = s.transfer and e.place = 0 where s.algorithms = '' limit " + PAGE;
    /** Of signatures from before their algorithms were kept: the seal's, and the shortest that its issuer may have. */
    private static final String OF_SEALS = "p-256 rsa-2048 sha-256";

    private static final UUID LOWEST = new UUID(0, 0);

    private final Store store;
    private final Reads reads;

    SignatureArchive(Store store, Reads reads) {
        this.store = store;
        this.reads = reads;
    }

    /** A signature, and until when its newest time-stamp proves itself. */
    public record Ending(TransferId transfer, Lifespan lifespan) {}

    /** Those whose newest time-stamp ends after {@code now} and by {@code until}, read as they are asked for. */
    public Iterable<Ending> ending(Instant now, Instant until, AlgorithmDates dates) {
        measure();
        return () -> new Pages(now, until, dates);
    }

    /** Keeps lists that answer for time-stamps; those that are of no use are passed over. */
    public void keepLists(List<X509CRL> lists) {
        RevocationRows.keepAll(store, lists);
    }

    /**
     * Keeps what came after a signature, each at its place in {@code etsiU}. Lists MUST be kept already.
     *
     * @param lasting until when the last of it proves itself
     */
    public void keep(TransferId transfer, SortedMap<Integer, AfterSignature> added, Lifespan lasting) {
        try (Sql sql = new Sql(store.connect())) {
            for (var one : added.entrySet()) {
                ArchiveRows.insert(sql, transfer.value(), one.getKey(), one.getValue());
            }
            ArchiveRows.lasts(sql, transfer.value(), lasting);
            sql.connection().commit();
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "an archive time-stamp cannot be kept", e);
        }
    }

    /** Nothing will ever be put over it: its documents are not the gateway's to read. */
    public void giveUp(TransferId transfer) {
        try (Sql sql = new Sql(store.connect())) {
            ArchiveRows.forget(sql, transfer.value());
            sql.connection().commit();
            LOG.info("event=signature-not-renewed transfer={} kind=documents-not-readable", transfer);
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "a signature cannot be given up", e);
        }
    }

    private record Unknown(UUID transfer, String element) {}

    /** Time-stamps that were kept before this table was there. */
    private void measure() {
        try (Sql sql = new Sql(store.connect())) {
            for (List<Unknown> page = unknown(sql); !page.isEmpty(); page = unknown(sql)) {
                for (Unknown one : page) {
                    measure(sql, one);
                }
                sql.connection().commit();
            }
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "time-stamps cannot be measured", e);
        }
    }

    /** One that cannot be read must not keep the others from being renewed. */
    private static void measure(Sql sql, Unknown one) throws SQLException {
        try {
            Lifespan own = Lifespan.of(EtsiU.stamp(one.element()));
            ArchiveRows.lasts(sql, one.transfer(), own.and(Lifespan.of(Instant.MAX, OF_SEALS)));
        } catch (RuntimeException e) { // it is counted among those that were missed
            LOG.error(
                    "event=signature-time-stamp-unreadable transfer={} kind={}",
                    one.transfer(),
                    e.getClass().getName());
            ArchiveRows.missed(sql, one.transfer());
        }
    }

    private static List<Unknown> unknown(Sql sql) throws SQLException {
        return sql.all(
                UNKNOWN,
                row -> new Unknown(
                        Columns.uuid(row, "transfer"),
                        new String(Columns.bytes(row, "element"), StandardCharsets.US_ASCII)));
    }

    /** Page by page through each group of those that rest on the same algorithms. */
    private final class Pages implements Iterator<Ending> {
        private final Instant now;
        private final Instant until;
        private final AlgorithmDates dates;
        private Iterator<Ending> page = List.<Ending>of().iterator();
        private Optional<String> group = Optional.of("");
        private Instant after;
        private UUID last = LOWEST;

        Pages(Instant now, Instant until, AlgorithmDates dates) {
            this.now = now;
            this.until = until;
            this.dates = dates;
            this.after = now;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && group.isPresent()) {
                page = read(group.get()).iterator();
                if (!page.hasNext()) {
                    group = group.flatMap(this::nextGroup);
                    after = now;
                    last = LOWEST;
                }
            }
            return page.hasNext();
        }

        private Optional<String> nextGroup(String before) {
            return reads.read(sql -> sql.one(GROUP, row -> Columns.text(row, "algorithms"), before));
        }

        private List<Ending> read(String algorithms) {
            Instant ofAlgorithms = Lifespan.of(Instant.MAX, algorithms).end(dates);
            if (!ofAlgorithms.isAfter(now)) {
                return List.of();
            }
            long latest = ofAlgorithms.isAfter(until) ? until.toEpochMilli() : Long.MAX_VALUE;
            return reads.read(sql -> sql.all(
                    ENDING,
                    row -> new Ending(
                            new TransferId(Columns.uuid(row, "transfer")),
                            Lifespan.of(Columns.instant(row, "ends"), algorithms)),
                    algorithms,
                    now,
                    latest,
                    after,
                    after,
                    last));
        }

        @Override
        public Ending next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Ending next = page.next();
            after = next.lifespan().certificates();
            last = next.transfer().value();
            return next;
        }
    }
}
