package org.sceau.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.FailureCode;
import org.sceau.proof.DetachedSeal;
import org.sceau.proof.Digest;
import org.sceau.proof.HashAlgorithm;
import org.sceau.proof.Lifespan;
import org.sceau.proof.Renewal;
import org.sceau.proof.RenewalStatement;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.proof.TimeStampToken;
import org.sceau.proof.TreeFrontier;
import org.sceau.timestamp.Renewable;

/**
 * The renewals of one log's time-stamps, and the tree over those, which grows as they come. Written on a connection of its
 * own, beside the recorder. For one thread at a time.
 */
final class Renewals implements Renewable {
    /** Time-stamps taken into the tree in one transaction: some 4 MB, with second seals 12. */
    private static final int PAGE = 500;

    private static final String COUNT = "select count(*) as leaves, coalesce(max(tree_size), 0) as newest"
            + " from renewal_leaf where log = ? and hash = ?";
    static final String STAMPS = "select t.tree_size, t.token, t.second_seal, s.note, s.jades from time_stamp t"
            + " join seal s on s.log = t.log and s.tree_size = t.tree_size"
            + " where t.log = ? and t.tree_size > ? order by t.log, t.tree_size limit " + PAGE;
    private static final String INSERT_LEAF =
            "insert into renewal_leaf (log, hash, idx, tree_size, ends, algorithms)" + " values (?, ?, ?, ?, ?, ?)";
    private static final String INSERT_NODE =
            "insert into renewal_node (log, hash, node_level, idx, digest) values (?, ?, ?, ?, ?)";
    private static final String INSERT = "insert into renewal (log, number, statement, token) values (?, ?, ?, ?)";
    private static final String SPANS = "select algorithms, min(ends) as ends from renewal_leaf"
            + " where log = ? and hash = ? and idx >= ? group by algorithms";

    private final Store store;
    private final Reads reads;
    private final UUID log;

    Renewals(Store store, Reads reads, UUID log) {
        this.store = store;
        this.reads = reads;
        this.log = log;
    }

    private record Stamped(long size, SealedCheckpoint sealed, TimeStampToken token, Optional<DetachedSeal> second) {

        /** Of all that is renewed together. */
        Lifespan span() {
            Lifespan span = Lifespan.of(token).and(Lifespan.of(sealed));
            return second.map(seal -> span.and(Lifespan.of(seal))).orElse(span);
        }
    }

    private record Grown(long leaves, long newest) {}

    @Override
    public String id() {
        return log.toString();
    }

    @Override
    public Optional<Covering> next(HashAlgorithm hash, Instant until) {
        return statement(hash, until).map(CoveringAll::new);
    }

    private final class CoveringAll implements Covering {
        private final RenewalStatement statement;

        CoveringAll(RenewalStatement statement) {
            this.statement = statement;
        }

        @Override
        public Optional<Digest> digest() {
            return Optional.of(statement.digest());
        }

        @Override
        public void keep(TimeStampToken token) {
            Renewals.this.keep(new Renewal(statement, token));
        }
    }

    Optional<RenewalStatement> statement(HashAlgorithm hash, Instant until) {
        try (Sql sql = new Sql(store.connect())) {
            TreeFrontier tree = grow(sql, hash, until);
            if (tree.size() == 0) {
                return Optional.empty();
            }
            List<Digest> former = RenewalRows.all(sql, log).stream()
                    .map(renewal -> renewal.digest(hash))
                    .toList();
            return Optional.of(new RenewalStatement(id(), hash, tree.head(), former));
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "time-stamps cannot be gathered", e);
        }
    }

    private TreeFrontier grow(Sql sql, HashAlgorithm hash, Instant until) throws SQLException {
        Grown grown = sql.one(COUNT, row -> new Grown(row.getLong("leaves"), row.getLong("newest")), log, hash.label())
                .orElseGet(() -> new Grown(0, 0));
        TreeFrontier tree = TreeFrontier.of(grown.leaves(), RenewalRows.nodes(sql, log, hash), hash::node);
        long newest = grown.newest();
        List<Stamped> page = page(sql, newest);
        while (!page.isEmpty()) {
            boolean later = false;
            for (Stamped stamped : page) {
                later |= stamped.token().info().at().isAfter(until);
                tree = later ? tree : append(sql, hash, tree, stamped);
            }
            sql.connection().commit();
            newest = page.getLast().size();
            page = later ? List.of() : page(sql, newest);
        }
        return tree;
    }

    private List<Stamped> page(Sql sql, long after) throws SQLException {
        return sql.all(
                STAMPS,
                row -> new Stamped(
                        row.getLong("tree_size"),
                        LogRows.sealed(row).checkpoint(),
                        TimeStampToken.decode(Columns.bytes(row, "token")),
                        Stamps.second(row)),
                log,
                after);
    }

    private record Node(int level, long index, Digest digest) {}

    private TreeFrontier append(Sql sql, HashAlgorithm hash, TreeFrontier tree, Stamped stamped) throws SQLException {
        List<Node> nodes = new ArrayList<>();
        TreeFrontier grown = tree.append(
                RenewalStatement.leaf(hash, stamped.sealed(), stamped.token(), stamped.second()),
                (level, index, digest) -> nodes.add(new Node(level, index, digest)));
        for (Node node : nodes) {
            sql.run(INSERT_NODE, log, hash.label(), node.level(), node.index(), node.digest());
        }
        Lifespan span = stamped.span();
        sql.run(
                INSERT_LEAF,
                log,
                hash.label(),
                tree.size(),
                stamped.size(),
                span.certificates(),
                span.algorithmsText());
        return grown;
    }

    @Override
    public List<Lifespan> uncovered(HashAlgorithm hash) {
        return reads.read(sql -> {
            List<Renewal> renewals = RenewalRows.all(sql, log);
            long covered = renewals.isEmpty()
                    ? 0
                    : renewals.getLast().statement().stamps().size();
            List<Lifespan> spans = new ArrayList<>(sql.all(
                    SPANS,
                    row -> Lifespan.of(Instant.ofEpochMilli(row.getLong("ends")), Columns.text(row, "algorithms")),
                    log,
                    hash.label(),
                    covered));
            if (!renewals.isEmpty()) {
                spans.add(Lifespan.of(renewals.getLast().token()));
            }
            return spans;
        });
    }

    @Override
    public Optional<Instant> renewed() {
        List<Renewal> renewals = reads.read(sql -> RenewalRows.all(sql, log));
        return renewals.isEmpty()
                ? Optional.empty()
                : Optional.of(renewals.getLast().token().info().at());
    }

    private void keep(Renewal renewal) {
        try (Sql sql = new Sql(store.connect())) {
            sql.run(
                    INSERT,
                    log,
                    renewal.number(),
                    renewal.statement().encode(),
                    renewal.token().der());
            sql.connection().commit();
            store.sync(sql.connection());
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "a renewal cannot be kept", e);
        }
    }
}
