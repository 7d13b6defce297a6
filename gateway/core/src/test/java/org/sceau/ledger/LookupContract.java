package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.proof.Digest;
import org.sceau.transfer.DeliveryState;

/** What is asked again and again: it must not cost more with every row that was written since the ledger began. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LookupContract {
    /** Of each table, and of each of {@link #LOGS} in those of logs. */
    private static final int ROWS = 2_000;

    private static final long MIDDLE = ROWS / 2;
    private static final UUID LOG = new UUID(2, 2);
    private static final UUID[] LOGS = {new UUID(1, 1), LOG, new UUID(3, 3)};

    private Sql sql;

    abstract LedgerSettings settings(Path in) throws IOException;

    /** Rows that a plan says were looked at. */
    abstract int looked(String plan);

    @BeforeAll
    void fill(@TempDir Path directory) throws IOException, SQLException {
        Store store = Store.of(settings(directory));
        store.migrate();
        sql = new Sql(store.connect());
        for (UUID log : LOGS) {
            insert("entry (log, idx, receipt, event, transfer, recorded, content)", i ->
                    new Object[] {log, (long) i, new UUID(log.getLeastSignificantBits(), i), "e", id(i), i, mac(i)});
            insert("seal (log, tree_size, note, jades)", i -> new Object[] {log, i + 1, mac(i), mac(i)});
            insert("time_stamp (log, tree_size, token)", i -> new Object[] {log, i + 1, mac(i)});
        }
        insert("transfer", i ->
                new Object[] {id(i), "labo", mac(i), mac(i), id(i), "r", "m", "hopital", id(i), i, 1, 1});
        insert(
                "delivery (id, transfer, ordinal, route, recipient, way, state, attempt, fence, due, lease_until, limit_at, reason)",
                i -> new Object[] {id(i), id(i), 0, "r", "hopital", "PUSH", state(i).name(), 1, 1, i, i, i, null});
        insert("working_key (id, patient_mac, wrapped, created, master)", i ->
                new Object[] {id(i), mac(i), mac(i), i, "master-" + i % 2});
        insert("signature_due (transfer, imprint, since, ends)", i -> new Object[] {id(i), mac(i), i, i + 1});
        insert("signature_span (transfer, algorithms, ends)", i -> new Object[] {id(i), "sha-" + i % 2, i});
        insert("revocation_list (sha256, issuer, issued, until, list)", i ->
                new Object[] {mac(i), "cn=" + i % 2, i, ROWS, mac(i)});
        sql.run("analyze");
    }

    @AfterAll
    void close() throws SQLException {
        sql.connection().rollback();
        sql.close();
    }

    private static DeliveryState state(int i) {
        return switch (i % 100) {
            case 0 -> DeliveryState.QUEUED;
            case 1 -> DeliveryState.DELIVERING;
            default -> i == 2 ? DeliveryState.PARKED : DeliveryState.CONSIGNED;
        };
    }

    /** In no order. */
    private static UUID id(int i) {
        return new UUID(i * 0x9E3779B97F4A7C15L, i);
    }

    private static byte[] mac(int i) {
        return Digest.sha256(ByteBuffer.allocate(4).putInt(i).array()).bytes();
    }

    private interface Row {
        Object[] at(int i);
    }

    private void insert(String into, Row row) throws SQLException {
        String places = ", ?".repeat(row.at(0).length).substring(2);
        for (int i : IntStream.range(0, ROWS).toArray()) {
            sql.run("insert into " + into + " values (" + places + ")", row.at(i));
        }
    }

    static Stream<Arguments> lookups() {
        return Stream.of(
                lookup("time-stamp over an entry", 3, Stamps.OVER, LOG, MIDDLE),
                lookup("newest time-stamp", 3, Stamps.NEWEST, LOG),
                lookup("first entry without time-stamp", 3, Stamps.SINCE, LOG, MIDDLE),
                lookup("seal over an entry", 3, LogRows.SEAL_OVER, LOG, MIDDLE),
                lookup("last seal", 3, LogRows.LAST_SEAL, LOG),
                lookup("entry before", 5, Batch.PREVIOUS, id(7), LOG),
                lookup("page of time-stamps to renew", 1_600, Renewals.STAMPS, LOG, 1L),
                lookup("entries of a tile", 20, LogPage.ENTRIES, LOG, 256L, 272L),
                lookup("seals of a tile", 60, LogPage.SEALS, LOG, 256L, 272L),
                lookup("due deliveries", 8, Outbox.DUE, (long) ROWS, 5),
                lookup("expired leases", 8, SweepUnits.EXPIRED_LEASES, (long) ROWS, -1L, 5),
                lookup("past their limit", 50, SweepUnits.PAST_LIMIT, MIDDLE, -1L, 10),
                lookup(
                        "what waits, from a place on",
                        60,
                        ReaderRows.PAGE,
                        "CONSIGNED",
                        MIDDLE,
                        MIDDLE,
                        new UUID(0, 0),
                        20),
                lookup("working keys under a master key", 210, MasterUnits.UNDER, "master-1", new UUID(0, 0)),
                lookup(
                        "signatures that end",
                        505,
                        SignatureArchive.ENDING,
                        "sha-1",
                        0L,
                        (long) ROWS,
                        MIDDLE,
                        MIDDLE,
                        new UUID(0, 0)),
                lookup("signatures due", 15, SignatureStamps.OLDEST + 10, 1L),
                lookup("revocation list of a day", 25, RevocationRows.AT, "cn=1", MIDDLE, MIDDLE),
                page(DeliveryState.PARKED, 20),
                page(DeliveryState.CONSIGNED, 800));
    }

    private static Arguments lookup(String what, int most, String text, Object... arguments) {
        return argumentSet(what, most, text, arguments);
    }

    private static Arguments page(DeliveryState state, int most) {
        Transfers.Page page =
                Transfers.page(new TransferQuery(Optional.empty(), Optional.of(state), Optional.empty(), 100));
        return lookup("transfers " + state, most, page.text(), page.arguments().toArray());
    }

    @ParameterizedTest
    @MethodSource("lookups")
    void isFoundWithoutLookingAtEveryRow(int most, String text, Object[] arguments) throws SQLException {
        String plan = String.join("\n", sql.all("explain analyze " + text, row -> row.getString(1), arguments));

        assertThat(looked(plan)).as(plan).isBetween(1, most);
    }
}
