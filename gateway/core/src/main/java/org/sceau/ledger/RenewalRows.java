package org.sceau.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Digest;
import org.sceau.proof.HashAlgorithm;
import org.sceau.proof.HashReader;
import org.sceau.proof.InclusionProof;
import org.sceau.proof.Lifespan;
import org.sceau.proof.Renewal;
import org.sceau.proof.RenewalStatement;
import org.sceau.proof.Renewed;
import org.sceau.proof.TimeStampToken;

/** The rows of a log's renewals. */
final class RenewalRows {
    private static final String ALL = "select statement, token from renewal where log = ? order by number";
    private static final String PLACE = "select idx from renewal_leaf where log = ? and hash = ? and tree_size = ?";
    private static final String NODE =
            "select digest from renewal_node where log = ? and hash = ? and node_level = ? and idx = ?";

    private RenewalRows() {}

    static List<Renewal> all(Queries sql, UUID log) throws SQLException {
        return sql.all(
                ALL,
                row -> new Renewal(
                        RenewalStatement.decode(Columns.bytes(row, "statement")),
                        TimeStampToken.decode(Columns.bytes(row, "token"))),
                log);
    }

    /** What leads on from the time-stamp over the checkpoint of {@code size}, as short as it can be. */
    static List<Renewed> over(Queries sql, UUID log, long size) throws SQLException {
        List<Renewed> path = new ArrayList<>();
        for (Renewal renewal : all(sql, log)) {
            Optional<Long> place = place(sql, log, renewal.statement().hash(), size)
                    .filter(index -> index < renewal.statement().stamps().size());
            if (place.isPresent() && (path.isEmpty() || leadsOn(path.getLast().renewal(), renewal))) {
                path.add(new Renewed(renewal, proof(sql, log, place.get(), renewal.statement())));
            }
        }
        return path;
    }

    /** One that neither lasts longer nor rests on other algorithms adds nothing. */
    private static boolean leadsOn(Renewal last, Renewal next) {
        Lifespan before = Lifespan.of(last.token());
        Lifespan after = Lifespan.of(next.token());
        return after.certificates().isAfter(before.certificates())
                || !after.algorithms().equals(before.algorithms());
    }

    private static Optional<Long> place(Queries sql, UUID log, HashAlgorithm hash, long size) throws SQLException {
        return sql.one(PLACE, row -> row.getLong("idx"), log, hash.label(), size);
    }

    private static InclusionProof proof(Queries sql, UUID log, long index, RenewalStatement statement) {
        HashAlgorithm hash = statement.hash();
        return InclusionProof.build(index, statement.stamps().size(), nodes(sql, log, hash), hash::node);
    }

    static HashReader nodes(Queries sql, UUID log, HashAlgorithm hash) {
        return (level, index) -> {
            try {
                return sql.one(NODE, row -> Digest.of(Columns.bytes(row, "digest")), log, hash.label(), level, index)
                        .orElseThrow(() -> new StoreFailed(
                                FailureCode.STORE_UNAVAILABLE, "renewal node " + level + "/" + index, null));
            } catch (SQLException e) {
                throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "the ledger cannot be read", e);
            }
        };
    }
}
