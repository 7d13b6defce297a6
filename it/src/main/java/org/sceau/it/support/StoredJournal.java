package org.sceau.it.support;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.Digest;
import org.sceau.proof.MerkleTree;
import org.sceau.proof.TreeFrontier;
import org.sceau.proof.TreeHead;

/**
 * The journal as its rows say it, computed anew from the entries.
 *
 * @param roots of the tree at every size
 * @param seals the roots that were sealed, by size
 * @param stamped the sizes whose seals were time-stamped
 * @param hosted the transfers that the ledger says a store holds
 */
public record StoredJournal(List<Digest> roots, Map<Long, Digest> seals, Set<Long> stamped, Set<String> hosted) {

    /** Reads a ledger that is open in this process, from its directory. Throws SQLException when rows are missing. */
    public static StoredJournal read(Path directory) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:whole:" + directory.resolve("ledger"), "sceau", "");
                Statement statement = connection.createStatement()) {
            return new StoredJournal(roots(statement), seals(statement), stamped(statement), hosted(statement));
        }
    }

    private static List<Digest> roots(Statement statement) throws SQLException {
        List<Digest> roots = new ArrayList<>(List.of(MerkleTree.emptyRoot()));
        TreeFrontier tree = TreeFrontier.EMPTY;
        try (ResultSet rows = statement.executeQuery("select idx, content from entry order by idx")) {
            while (rows.next()) {
                if (rows.getLong(1) != tree.size()) {
                    throw new SQLException("entry " + tree.size() + " is missing");
                }
                tree = tree.append(MerkleTree.leafHash(rows.getBytes(2)), (level, index, hash) -> {});
                roots.add(tree.head().root());
            }
        }
        return roots;
    }

    private static Map<Long, Digest> seals(Statement statement) throws SQLException {
        Map<Long, Digest> seals = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery("select tree_size, note from seal")) {
            while (rows.next()) {
                Checkpoint seal = Checkpoint.decode(new String(rows.getBytes(2), StandardCharsets.UTF_8));
                if (seal.body().size() != rows.getLong(1)) {
                    throw new SQLException("a seal over another size than its row's");
                }
                seals.put(rows.getLong(1), seal.body().root());
            }
        }
        return seals;
    }

    private static Set<Long> stamped(Statement statement) throws SQLException {
        Set<Long> stamped = new HashSet<>();
        try (ResultSet rows = statement.executeQuery("select tree_size from time_stamp")) {
            while (rows.next()) {
                stamped.add(rows.getLong(1));
            }
        }
        return stamped;
    }

    private static Set<String> hosted(Statement statement) throws SQLException {
        Set<String> hosted = new HashSet<>();
        try (ResultSet rows =
                statement.executeQuery("select transfer from delivery where way = 'HOSTING' and state = 'CONSIGNED'")) {
            while (rows.next()) {
                hosted.add(rows.getString(1));
            }
        }
        return hosted;
    }

    /** Seals that its own entries do not have, time-stamps without a seal. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        seals.forEach((size, root) -> {
            if (!has(new TreeHead(size, root))) {
                problems.add("a seal over " + size + " entries that are not these");
            }
        });
        stamped.stream()
                .filter(size -> !seals.containsKey(size))
                .forEach(size -> problems.add("a time-stamp over " + size + " entries that nothing seals"));
        return problems;
    }

    /** Whether this is a later state of the tree that had that head. */
    public boolean has(TreeHead head) {
        return head.size() < roots.size() && roots.get((int) head.size()).equals(head.root());
    }

    /** Whether that head is still the one that was sealed. */
    public boolean sealed(TreeHead head) {
        return Optional.ofNullable(seals.get(head.size())).equals(Optional.of(head.root()));
    }
}
