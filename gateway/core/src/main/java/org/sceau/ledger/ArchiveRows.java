package org.sceau.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.sceau.proof.Digest;
import org.sceau.proof.Lifespan;

/** The rows of what came after signatures. Lists are kept once, and named where they stand. */
final class ArchiveRows {
    /** The last moment of a certificate that has no end (RFC 5280 section 4.1.2.5). */
    private static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private static final String STAMPS = "select place, element from etsi_u where transfer = ?";
    private static final String LISTS = "select e.place, l.list from etsi_u_list e"
            + " join revocation_list l on l.sha256 = e.sha256 where e.transfer = ? order by e.place, e.ordinal";
    private static final String INSERT = "insert into etsi_u (transfer, place, element) values (?, ?, ?)";
    private static final String INSERT_LIST =
            "insert into etsi_u_list (transfer, place, ordinal, sha256) values (?, ?, ?, ?)";
    private static final String FORGET = "delete from signature_span where transfer = ?";
    private static final String MISSED = "insert into signature_missed (transfer, since, ends) select ?, 0, 0"
            + " where not exists (select 1 from signature_missed where transfer = ?)";
    private static final String LASTS = "insert into signature_span (transfer, algorithms, ends) values (?, ?, ?)";

    private ArchiveRows() {}

    static List<AfterSignature> all(Queries sql, UUID transfer) throws SQLException {
        SortedMap<Integer, AfterSignature> all = new TreeMap<>();
        SortedMap<Integer, List<Octets>> lists = new TreeMap<>();
        sql.all(
                STAMPS,
                row -> all.put(
                        row.getInt("place"),
                        new AfterSignature.Stamp(new String(Columns.bytes(row, "element"), StandardCharsets.US_ASCII))),
                transfer);
        sql.all(
                LISTS,
                row -> lists.computeIfAbsent(row.getInt("place"), _ -> new ArrayList<>())
                        .add(Octets.of(Columns.bytes(row, "list"))),
                transfer);
        lists.forEach((place, found) -> all.put(place, new AfterSignature.Lists(found)));
        return List.copyOf(all.values());
    }

    static void insert(Sql sql, UUID transfer, int place, String element) throws SQLException {
        sql.run(INSERT, transfer, place, element.getBytes(StandardCharsets.US_ASCII));
    }

    static void insert(Sql sql, UUID transfer, int place, AfterSignature added) throws SQLException {
        switch (added) {
            case AfterSignature.Stamp(String element) -> insert(sql, transfer, place, element);
            case AfterSignature.Lists(List<Octets> lists) -> {
                for (int i = 0; i < lists.size(); i++) {
                    sql.run(
                            INSERT_LIST,
                            transfer,
                            place,
                            i,
                            Digest.sha256(lists.get(i).bytes()));
                }
            }
        }
    }

    /** Until when the newest time-stamp of a signature proves itself. */
    static void lasts(Sql sql, UUID transfer, Lifespan lasting) throws SQLException {
        Instant ends = lasting.certificates().isAfter(NEVER) ? NEVER : lasting.certificates();
        forget(sql, transfer);
        sql.run(LASTS, transfer, lasting.algorithmsText(), ends);
    }

    /** It will not be renewed, and is counted. */
    static void missed(Sql sql, UUID transfer) throws SQLException {
        forget(sql, transfer);
        sql.run(MISSED, transfer, transfer);
    }

    static void forget(Sql sql, UUID transfer) throws SQLException {
        sql.run(FORGET, transfer);
    }
}
